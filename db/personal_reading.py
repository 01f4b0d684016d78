"""What somebody keeps and has read, for taking it along, read as `db.personal` says."""

BOOKMARK_LISTS = """
    SELECT id AS key, id, name, is_default AS "isDefault", created_at AS "createdAt"
      FROM bookmark_lists
     WHERE user_id = $1 AND id > $2
     ORDER BY id LIMIT $3
"""

BOOKMARKS = """
    SELECT post_id AS key, post_id AS "postId", array_agg(list_id ORDER BY list_id) AS "listIds",
           min(created_at) AS "createdAt"
      FROM bookmarks
     WHERE user_id = $1 AND post_id > $2
     GROUP BY post_id
     ORDER BY post_id LIMIT $3
"""

READINGS = """
    SELECT post_id AS key, post_id AS "postId", progress, read_at AS "readAt"
      FROM readings
     WHERE user_id = $1 AND post_id > $2
     ORDER BY post_id LIMIT $3
"""

"""What somebody says to and of others, for taking it along, read as `db.personal` says."""

COMMENTS = """
    SELECT m.id AS key, m.id, m.post_id AS "postId", p.title AS "postTitle",
           m.parent_id AS "parentId", m.quoted_id AS "quotedCommentId",
           m.created_at AS "createdAt", m.edited_at AS "editedAt",
           EXISTS (SELECT FROM held_comments h WHERE h.comment_id = m.id) AS "isHeld", c.markdown
      FROM comments m
      JOIN posts p ON p.id = m.post_id
      JOIN contents c ON c.id = m.content_id
     WHERE m.author_id = $1 AND m.id > $2
     ORDER BY m.id LIMIT $3
"""

COMMENT_VERSIONS = """
    SELECT v.content_id AS key, v.comment_id AS "commentId", v.number, v.written_at AS "writtenAt",
           c.markdown
      FROM comment_versions v
      JOIN comments m ON m.id = v.comment_id
      JOIN contents c ON c.id = v.content_id
     WHERE m.author_id = $1 AND v.content_id > $2
     ORDER BY v.content_id LIMIT $3
"""

APPROVED_COMMENTERS = """
    SELECT publication_id AS key, publication_id AS "publicationId", approved_at AS "approvedAt"
      FROM approved_commenters
     WHERE user_id = $1 AND publication_id > $2
     ORDER BY publication_id LIMIT $3
"""

POST_REACTIONS = """
    SELECT post_id AS key, post_id AS "postId", array_agg(kind ORDER BY kind) AS kinds,
           min(created_at) AS "createdAt"
      FROM post_reactions
     WHERE user_id = $1 AND post_id > $2
     GROUP BY post_id
     ORDER BY post_id LIMIT $3
"""

COMMENT_REACTIONS = """
    SELECT comment_id AS key, comment_id AS "commentId", array_agg(kind ORDER BY kind) AS kinds,
           min(created_at) AS "createdAt"
      FROM comment_reactions
     WHERE user_id = $1 AND comment_id > $2
     GROUP BY comment_id
     ORDER BY comment_id LIMIT $3
"""

FOLLOWS = """
    SELECT subject_id AS key, user_id AS "userId", publication_id AS "publicationId",
           tag_id AS "tagId", series_id AS "seriesId", created_at AS "followedAt"
      FROM follows
     WHERE follower_id = $1 AND subject_id > $2
     ORDER BY subject_id LIMIT $3
"""

BLOCKS = """
    SELECT blocked_id AS key, blocked_id AS "userId", created_at AS "createdAt"
      FROM blocks
     WHERE blocker_id = $1 AND blocked_id > $2
     ORDER BY blocked_id LIMIT $3
"""

MUTES = """
    SELECT muted_id AS key, muted_id AS "userId", created_at AS "createdAt"
      FROM mutes
     WHERE muter_id = $1 AND muted_id > $2
     ORDER BY muted_id LIMIT $3
"""

WITH newest AS (
    SELECT *
      FROM posts
     WHERE status = 'published'
     ORDER BY published_at DESC, id DESC
     LIMIT 21
)
SELECT json_build_object('data', json_build_object('posts', json_build_object(
    'nodes', (
        SELECT json_agg(post)
          FROM (
              SELECT 'post_' || replace(p.id::text, '-', '') AS id,
                     p.slug,
                     p.title,
                     p.brief,
                     p.published_at AS "publishedAt",
                     p.reading_minutes AS "readTimeInMinutes",
                     p.comment_count AS "commentCount",
                     p.reaction_count AS "reactionCount",
                     (
                         SELECT row_to_json(author)
                           FROM (
                               SELECT 'user_' || replace(id::text, '-', '') AS id, username, name,
                                      avatar_url AS "avatarUrl"
                                 FROM users
                                WHERE id = p.author_id
                           ) author
                     ) AS author,
                     (
                         SELECT json_agg(
                                    json_build_object('slug', t.slug, 'name', t.name) ORDER BY f.nth
                                )
                           FROM unnest(p.tag_ids) WITH ORDINALITY AS f (id, nth)
                           JOIN tags t ON t.id = f.id
                     ) AS tags,
                     (
                         SELECT json_build_object(
                                    'nodes', coalesce(json_agg(node) FILTER (WHERE nth <= 3), '[]'),
                                    'pageInfo', json_build_object('hasNextPage', count(*) > 3)
                                )
                           FROM (
                               SELECT row_number() OVER (ORDER BY c.created_at, c.id) AS nth,
                                      json_build_object(
                                          'id', 'comment_' || replace(c.id::text, '-', ''),
                                          'createdAt', c.created_at,
                                          'content', json_build_object('html', x.html),
                                          'author', json_build_object(
                                              'id', 'user_' || replace(u.id::text, '-', ''),
                                              'username', u.username,
                                              'name', u.name
                                          )
                                      ) AS node
                                 FROM (
                                     SELECT *
                                       FROM comments
                                      WHERE post_id = p.id AND parent_id IS NULL
                                        AND hidden_at IS NULL AND NOT is_buried
                                      ORDER BY created_at, id
                                      LIMIT 4
                                 ) c
                                 JOIN users u ON u.id = c.author_id
                                 JOIN contents x ON x.id = c.content_id
                           ) shown
                     ) AS comments
                FROM newest p
               ORDER BY p.published_at DESC, p.id DESC
               LIMIT 20
          ) post
    ),
    'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 20 FROM newest))
)))::text

SELECT json_build_object('data', json_build_object('post', (
    SELECT row_to_json(post)
      FROM (
          SELECT 'post_' || replace(p.id::text, '-', '') AS id,
                 p.slug,
                 p.title,
                 p.subtitle,
                 p.brief,
                 p.published_at AS "publishedAt",
                 p.reading_minutes AS "readTimeInMinutes",
                 p.comment_count AS "commentCount",
                 p.reaction_count AS "reactionCount",
                 json_build_object('html', x.html) AS content,
                 json_build_object(
                     'id', 'user_' || replace(u.id::text, '-', ''), 'username', u.username,
                     'name', u.name, 'avatarUrl', u.avatar_url
                 ) AS author,
                 json_build_object('handle', b.handle, 'name', b.name) AS publication,
                 (
                     SELECT json_agg(
                                json_build_object('slug', t.slug, 'name', t.name) ORDER BY f.nth
                            )
                       FROM unnest(p.tag_ids) WITH ORDINALITY AS f (id, nth)
                       JOIN tags t ON t.id = f.id
                 ) AS tags,
                 (
                     SELECT json_build_object(
                                'nodes', coalesce(json_agg(node) FILTER (WHERE nth <= 20), '[]'),
                                'pageInfo', json_build_object('hasNextPage', count(*) > 20)
                            )
                       FROM (
                           SELECT row_number() OVER (ORDER BY c.created_at, c.id) AS nth,
                                  json_build_object(
                                      'id', 'comment_' || replace(c.id::text, '-', ''),
                                      'createdAt', c.created_at,
                                      'reactionCount', c.reaction_count,
                                      'content', json_build_object('html', cx.html),
                                      'author', json_build_object(
                                          'username', cu.username, 'name', cu.name
                                      ),
                                      'replies', replies.page
                                  ) AS node
                             FROM (
                                 SELECT *
                                   FROM comments
                                  WHERE post_id = p.id AND parent_id IS NULL
                                    AND hidden_at IS NULL AND NOT is_buried
                                  ORDER BY created_at, id
                                  LIMIT 21
                             ) c
                             JOIN users cu ON cu.id = c.author_id
                             JOIN contents cx ON cx.id = c.content_id
                            CROSS JOIN LATERAL (
                                      SELECT json_build_object(
                                                 'nodes',
                                                 coalesce(
                                                     json_agg(node) FILTER (WHERE nth <= 5), '[]'
                                                 ),
                                                 'pageInfo',
                                                 json_build_object('hasNextPage', count(*) > 5)
                                             ) AS page
                                        FROM (
                                            SELECT row_number() OVER (ORDER BY r.created_at, r.id)
                                                       AS nth,
                                                   json_build_object(
                                                       'id',
                                                       'comment_' || replace(r.id::text, '-', ''),
                                                       'content',
                                                       json_build_object('html', rx.html),
                                                       'author', json_build_object('name', ru.name)
                                                   ) AS node
                                              FROM (
                                                  SELECT *
                                                    FROM comments
                                                   WHERE parent_id = c.id
                                                     AND hidden_at IS NULL AND NOT is_buried
                                                   ORDER BY created_at, id
                                                   LIMIT 6
                                              ) r
                                              JOIN users ru ON ru.id = r.author_id
                                              JOIN contents rx ON rx.id = r.content_id
                                        ) shown
                                  ) replies
                       ) shown
                 ) AS comments
            FROM posts p
            JOIN publications b ON b.id = p.publication_id
            JOIN users u ON u.id = p.author_id
            JOIN contents x ON x.id = p.content_id
           WHERE b.handle = $1 AND p.slug = $2 AND p.status = 'published'
      ) post
)))::text

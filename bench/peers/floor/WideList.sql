SELECT json_build_object('data', json_build_object('posts', json_build_object('nodes', (
    SELECT json_agg(post)
      FROM (
          SELECT 'post_' || replace(p.id::text, '-', '') AS id,
                 p.slug,
                 p.title,
                 p.brief,
                 p.published_at AS "publishedAt",
                 (SELECT row_to_json(a) FROM (SELECT name FROM users WHERE id = p.author_id) a)
                     AS author,
                 (
                     SELECT json_agg(json_build_object('name', t.name) ORDER BY f.nth)
                       FROM unnest(p.tag_ids) WITH ORDINALITY AS f (id, nth)
                       JOIN tags t ON t.id = f.id
                 ) AS tags
            FROM posts p
           WHERE p.status = 'published'
           ORDER BY p.published_at DESC, p.id DESC
           LIMIT 100
      ) post
))))::text

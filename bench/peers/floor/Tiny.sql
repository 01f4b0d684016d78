SELECT json_build_object('data', json_build_object('post', (
    SELECT json_build_object('title', p.title)
      FROM posts p
      JOIN publications b ON b.id = p.publication_id
     WHERE b.handle = $1 AND p.slug = $2 AND p.status = 'published'
)))::text

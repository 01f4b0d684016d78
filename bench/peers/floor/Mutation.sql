-- The publication, the description, and the token of who asks. The row is held before it is known what
-- they are in it, and everything that is written is written by this one statement, or nothing is.
WITH caller AS (
    SELECT s.user_id, a.role
      FROM sessions s
      JOIN accounts a ON a.user_id = s.user_id
     WHERE s.token_hash = sha256(convert_to($3::text, 'UTF8')) AND s.expires_at > now()
),
held AS MATERIALIZED (
    SELECT b.id, b.handle, b.name, b.description, c.user_id, c.role,
           $1::text AS subject, nullif(btrim($2::text), '') AS wanted
      FROM caller c
      JOIN publications b ON b.id = replace($1::text, 'publication_', '')::uuid
       FOR NO KEY UPDATE OF b
),
allowed AS MATERIALIZED (
    SELECT h.*
      FROM held h
      LEFT JOIN memberships m ON m.publication_id = h.id AND m.user_id = h.user_id
     WHERE (h.role = 'admin' OR m.role = 'owner') AND char_length(coalesce(h.wanted, '')) <= 1000
),
saved AS (
    UPDATE publications b
       SET description = a.wanted
      FROM allowed a
     WHERE b.id = a.id AND a.description IS DISTINCT FROM a.wanted
    RETURNING b.id, a.user_id, a.subject
),
noted AS (
    INSERT INTO audit_entries (id, actor_id, action, subject, details, occurred_at, publication_id)
    SELECT gen_random_uuid(), user_id, 'publication.updated', subject, '{"changed": "description"}',
           now(), id
      FROM saved
),
announced AS (
    INSERT INTO outbox (name, occurred_at, payload)
    SELECT 'publication.updated', now(),
           jsonb_build_object(
               'occurred_at', now(),
               'publication_id', subject,
               'actor_id', 'user_' || replace(user_id::text, '-', ''),
               'changed', '["description"]'::jsonb
           )
      FROM saved
)
SELECT json_build_object('data', json_build_object('updatePublication', coalesce(
    (
        SELECT json_build_object('publication', json_build_object(
                   'id', a.subject,
                   'handle', a.handle,
                   'name', a.name,
                   'description', a.wanted,
                   'members', (
                       SELECT json_build_object(
                                  'nodes', coalesce(json_agg(node) FILTER (WHERE nth <= 5), '[]'),
                                  'pageInfo', json_build_object('hasNextPage', count(*) > 5)
                              )
                         FROM (
                             SELECT row_number() OVER (ORDER BY m.joined_at, m.user_id) AS nth,
                                    json_build_object(
                                        'role', upper(m.role),
                                        'user', json_build_object(
                                            'id', 'user_' || replace(u.id::text, '-', ''),
                                            'username', u.username,
                                            'name', u.name,
                                            'avatarUrl', u.avatar_url
                                        )
                                    ) AS node
                               FROM (
                                   SELECT *
                                     FROM memberships
                                    WHERE publication_id = a.id
                                    ORDER BY joined_at, user_id
                                    LIMIT 6
                               ) m
                               JOIN users u ON u.id = m.user_id
                         ) shown
                   )
               ))
          FROM allowed a
    ),
    json_build_object('code', 'PERMISSION_DENIED', 'message', 'This was refused.')
)))::text

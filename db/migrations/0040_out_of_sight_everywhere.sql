-- What people hide from each other is hidden in everything that is made of posts and comments.

-- Two rules meet here. Whoever hides somebody does not see what they wrote. And nobody escapes those who
-- look after a publication by blocking them: what others hide from its editors is there for these, and
-- whoever writes a post with others sees it.

CREATE OR REPLACE FUNCTION posts_seen_by(viewer uuid) RETURNS SETOF visible_posts
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT p.*
      FROM visible_posts p
     WHERE NOT EXISTS (
               SELECT FROM hidden_people h
                WHERE h.viewer_id = viewer AND h.user_id = p.author_id
                  AND viewer <> ALL (p.co_author_ids)
                  AND (
                          EXISTS (SELECT FROM blocks b WHERE b.blocker_id = viewer AND b.blocked_id = h.user_id)
                       OR EXISTS (SELECT FROM mutes m WHERE m.muter_id = viewer AND m.muted_id = h.user_id)
                       OR NOT EXISTS (
                              SELECT FROM memberships mine
                               WHERE mine.publication_id = p.publication_id AND mine.user_id = viewer
                                 AND mine.role <> 'contributor'
                          )
                      )
           )
$$;

-- Of two between whom there is a block, the one finds no post of the other.
CREATE FUNCTION posts_apart_from(viewer uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT p.id
      FROM posts p
     WHERE (
               EXISTS (SELECT FROM blocks b WHERE b.blocker_id = viewer AND b.blocked_id = p.author_id)
            OR EXISTS (SELECT FROM blocks b WHERE b.blocker_id = p.author_id AND b.blocked_id = viewer)
           )
       AND viewer <> ALL (p.co_author_ids)
       AND NOT EXISTS (
               SELECT FROM memberships mine
                WHERE mine.publication_id = p.publication_id AND mine.user_id = viewer
                  AND mine.role <> 'contributor'
           )
$$;

-- A comment is a place alone where nobody may see what it says, and not there where nothing that the
-- viewer sees answers it.
CREATE OR REPLACE FUNCTION comments_seen_by(viewer uuid) RETURNS SETOF visible_comments
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.id, c.post_id, c.parent_id, c.author_id,
           CASE WHEN h.user_id IS NULL THEN c.content_id END,
           c.depth, c.position, c.reply_count,
           CASE WHEN h.user_id IS NULL THEN c.reaction_count ELSE 0 END,
           c.created_at,
           CASE WHEN h.user_id IS NULL THEN c.edited_at END,
           CASE WHEN h.user_id IS NULL THEN c.deleted_at ELSE c.created_at END
      FROM visible_comments c
      JOIN visible_posts p ON p.id = c.post_id
      LEFT JOIN hidden_people h
        ON h.viewer_id = viewer AND h.user_id = c.author_id
       AND (
               EXISTS (SELECT FROM blocks b WHERE b.blocker_id = viewer AND b.blocked_id = h.user_id)
            OR EXISTS (SELECT FROM mutes m WHERE m.muter_id = viewer AND m.muted_id = h.user_id)
            OR NOT EXISTS (
                   SELECT FROM memberships mine
                    WHERE mine.publication_id = p.publication_id AND mine.user_id = viewer
                      AND mine.role <> 'contributor'
               )
           )
     WHERE (
               (h.user_id IS NULL AND c.deleted_at IS NULL)
            OR EXISTS (
                   SELECT
                     FROM visible_comments below
                    WHERE below.post_id = c.post_id
                      AND below.position > c.position
                      AND below.position < coalesce((
                              SELECT min(e.position)
                                FROM comments e
                               WHERE e.post_id = c.post_id AND e.position > c.position AND e.depth <= c.depth
                          ), 9223372036854775807)
                      AND below.deleted_at IS NULL
                      AND NOT EXISTS (
                              SELECT FROM hidden_people their
                               WHERE their.viewer_id = viewer AND their.user_id = below.author_id
                                 AND (
                                         EXISTS (
                                             SELECT FROM blocks b
                                              WHERE b.blocker_id = viewer AND b.blocked_id = their.user_id
                                         )
                                      OR EXISTS (
                                             SELECT FROM mutes m
                                              WHERE m.muter_id = viewer AND m.muted_id = their.user_id
                                         )
                                      OR NOT EXISTS (
                                             SELECT FROM memberships mine
                                              WHERE mine.publication_id = p.publication_id
                                                AND mine.user_id = viewer AND mine.role <> 'contributor'
                                         )
                                     )
                          )
               )
           )
       AND (
               NOT EXISTS (
                   SELECT FROM hidden_people author
                    WHERE author.viewer_id = viewer AND author.user_id = p.author_id
               )
            OR NOT EXISTS (SELECT FROM posts_apart_from(viewer) AS apart (id) WHERE apart.id = c.post_id)
           )
$$;

-- Words that posts are filed under, series, and old addresses are there because of posts.

CREATE FUNCTION tags_seen_by(viewer uuid) RETURNS SETOF visible_tags
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT t.*
      FROM visible_tags t
     WHERE EXISTS (
               SELECT FROM post_tags l JOIN posts_seen_by(viewer) p ON p.id = l.post_id
                WHERE l.tag_id = t.id AND l.is_public
           )
$$;

CREATE VIEW visible_publication_tags AS
SELECT publication_id, tag_id, post_count FROM publication_tags WHERE post_count > 0;

CREATE FUNCTION publication_tags_seen_by(viewer uuid) RETURNS SETOF visible_publication_tags
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT u.*
      FROM visible_publication_tags u
     WHERE EXISTS (
               SELECT FROM post_tags l JOIN posts_seen_by(viewer) p ON p.id = l.post_id
                WHERE l.tag_id = u.tag_id AND l.is_public AND p.publication_id = u.publication_id
           )
$$;

CREATE FUNCTION series_seen_by(viewer uuid) RETURNS SETOF visible_series
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT s.*
      FROM visible_series s
     WHERE EXISTS (
               SELECT FROM series_posts sp JOIN posts_seen_by(viewer) p ON p.id = sp.post_id
                WHERE sp.series_id = s.id
           )
$$;

CREATE FUNCTION redirects_seen_by(viewer uuid) RETURNS SETOF visible_redirects
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT r.*
      FROM visible_redirects r
      JOIN redirects led ON led.id = r.id
     WHERE led.post_id IS NULL OR EXISTS (SELECT FROM posts_seen_by(viewer) p WHERE p.id = led.post_id)
$$;

-- The same redirects, for those who come by an old address: it is looked for.
CREATE VIEW public_redirects AS SELECT * FROM visible_redirects;

-- Editors see everybody in their publication.
CREATE VIEW visible_members AS
SELECT publication_id, user_id, role, joined_at FROM memberships;

CREATE FUNCTION members_seen_by(viewer uuid) RETURNS SETOF visible_members
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT m.*
      FROM visible_members m
     WHERE NOT EXISTS (SELECT FROM hidden_people h WHERE h.viewer_id = viewer AND h.user_id = m.user_id)
        OR EXISTS (
               SELECT FROM memberships mine
                WHERE mine.publication_id = m.publication_id AND mine.user_id = viewer
                  AND mine.role <> 'contributor'
           )
$$;

-- Comments wherever they stand, as in what one person wrote. Below a post that somebody mutes the author
-- of they are found where the post is looked for, and are in nothing else.
CREATE VIEW visible_comments_anywhere AS SELECT * FROM visible_comments;

CREATE FUNCTION comments_anywhere_seen_by(viewer uuid) RETURNS SETOF visible_comments_anywhere
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.* FROM comments_seen_by(viewer) c WHERE c.post_id IN (SELECT p.id FROM posts_seen_by(viewer) p)
$$;

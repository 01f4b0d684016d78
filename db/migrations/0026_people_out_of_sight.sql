-- People who do not want to hear from somebody, and comments of which only the place is left.

CREATE TABLE blocks (
    blocker_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    blocked_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id),
    CONSTRAINT blocks_are_of_others CHECK (blocker_id <> blocked_id)
);

CREATE INDEX blocks_newest ON blocks (blocker_id, created_at DESC, blocked_id DESC);
CREATE INDEX blocks_of_blocked ON blocks (blocked_id);

CREATE TABLE mutes (
    muter_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    muted_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (muter_id, muted_id),
    CONSTRAINT mutes_are_of_others CHECK (muter_id <> muted_id)
);

CREATE INDEX mutes_newest ON mutes (muter_id, created_at DESC, muted_id DESC);
CREATE INDEX mutes_of_muted ON mutes (muted_id);

-- Whose words are kept from a viewer, whichever of the two does not want them there. Reads look here
-- and nowhere else. A block hides both from each other, a mute one from the other.
CREATE TABLE hidden_people (
    viewer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    user_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    reasons   integer NOT NULL,
    PRIMARY KEY (viewer_id, user_id),
    CONSTRAINT hidden_people_have_a_reason CHECK (reasons >= 0)
);

COMMENT ON COLUMN hidden_people.reasons IS 'How many blocks and mutes there are between the two. The row goes with the last.';

CREATE INDEX hidden_people_by_user ON hidden_people (user_id);

-- Reasons are counted, so that two people who change their minds at once both get what they want. Pairs
-- are written in the order of their ids, so that neither waits for the other.
CREATE FUNCTION keep_hidden_people() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed CONSTANT jsonb := to_jsonb(coalesce(NEW, OLD));
    one     CONSTANT uuid := changed ->> TG_ARGV[0];
    other   CONSTANT uuid := changed ->> TG_ARGV[1];
    mutual  CONSTANT boolean := TG_ARGV[2] = 'mutual';
    viewer  uuid;
BEGIN
    FOREACH viewer IN ARRAY CASE
        WHEN NOT mutual THEN ARRAY[one]
        ELSE ARRAY[least(one, other), greatest(one, other)]
    END LOOP
        IF TG_OP = 'INSERT' THEN
            INSERT INTO hidden_people AS hidden (viewer_id, user_id, reasons)
            VALUES (viewer, CASE viewer WHEN one THEN other ELSE one END, 1)
                ON CONFLICT (viewer_id, user_id) DO UPDATE SET reasons = hidden.reasons + 1;
        ELSE
            UPDATE hidden_people SET reasons = reasons - 1
             WHERE viewer_id = viewer AND user_id = CASE viewer WHEN one THEN other ELSE one END;
            DELETE FROM hidden_people
             WHERE viewer_id = viewer AND user_id = CASE viewer WHEN one THEN other ELSE one END
               AND reasons = 0;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

CREATE TRIGGER blocks_hide AFTER INSERT OR DELETE ON blocks
    FOR EACH ROW EXECUTE FUNCTION keep_hidden_people('blocker_id', 'blocked_id', 'mutual');

CREATE TRIGGER mutes_hide AFTER INSERT OR DELETE ON mutes
    FOR EACH ROW EXECUTE FUNCTION keep_hidden_people('muter_id', 'muted_id', 'one');

-- A deleted comment keeps its place while something answers it, and nothing else. Where nothing does,
-- it is bare, and not shown.
-- Only a release that deletes comments leaves the column empty.
ALTER TABLE comments
    -- squawk-ignore ban-drop-not-null
    ALTER COLUMN content_id DROP NOT NULL,
    ADD COLUMN deleted_at timestamptz,
    ADD COLUMN is_bare boolean NOT NULL DEFAULT false;

ALTER TABLE comments
    ADD CONSTRAINT comments_say_something CHECK ((content_id IS NULL) = (deleted_at IS NOT NULL)) NOT VALID,
    ADD CONSTRAINT comments_bare_are_deleted CHECK (NOT is_bare OR deleted_at IS NOT NULL) NOT VALID;

COMMENT ON COLUMN comments.deleted_at IS 'When the comment was deleted. What it said, and who said it, is nobody''s business since.';
COMMENT ON COLUMN comments.is_bare IS 'Whether the comment is deleted, and nothing that is shown, or may be again, answers it.';

CREATE OR REPLACE FUNCTION count_comments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before integer := 0;
    after  integer := 0;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        before := (OLD.hidden_at IS NULL AND NOT OLD.is_buried AND OLD.deleted_at IS NULL)::integer;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := (NEW.hidden_at IS NULL AND NOT NEW.is_buried AND NEW.deleted_at IS NULL)::integer;
    END IF;
    IF before <> after THEN
        UPDATE posts SET comment_count = comment_count + after - before
         WHERE id = coalesce(NEW.post_id, OLD.post_id);
        UPDATE comments SET reply_count = reply_count + after - before
         WHERE id = coalesce(NEW.parent_id, OLD.parent_id);
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER comments_count ON comments;

CREATE TRIGGER comments_count
    AFTER DELETE OR UPDATE OF hidden_at, is_buried, deleted_at ON comments
    FOR EACH ROW EXECUTE FUNCTION count_comments();

CREATE OR REPLACE VIEW visible_comments AS
SELECT c.id, c.post_id, c.parent_id, c.author_id, c.content_id, c.depth, c.position, c.reply_count,
       c.reaction_count, c.created_at, c.edited_at, c.deleted_at
  FROM comments c
  JOIN visible_posts p ON p.id = c.post_id
 WHERE c.hidden_at IS NULL AND NOT c.is_buried AND NOT c.is_bare;

CREATE VIEW visible_users AS
SELECT id, username, name, bio, location, website_url, avatar_url, claimed_at, created_at
  FROM users;

-- The same views as a viewer sees them from whom people are hidden. They are plain SQL, which
-- PostgreSQL plans as if it stood in the statement that reads.

CREATE FUNCTION users_seen_by(viewer uuid) RETURNS SETOF visible_users
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT u.*
      FROM visible_users u
     WHERE NOT EXISTS (
               SELECT FROM hidden_people h WHERE h.viewer_id = viewer AND h.user_id = u.id
           )
$$;

CREATE FUNCTION posts_seen_by(viewer uuid) RETURNS SETOF visible_posts
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT p.*
      FROM visible_posts p
     WHERE NOT EXISTS (
               SELECT FROM hidden_people h WHERE h.viewer_id = viewer AND h.user_id = p.author_id
           )
$$;

-- What a hidden person wrote looks deleted, so that nobody can tell the two apart.
CREATE FUNCTION comments_seen_by(viewer uuid) RETURNS SETOF visible_comments
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
      LEFT JOIN hidden_people h ON h.viewer_id = viewer AND h.user_id = c.author_id
     WHERE (h.user_id IS NULL OR c.reply_count > 0)
       AND NOT EXISTS (
               SELECT FROM blocks b WHERE b.blocker_id = viewer AND b.blocked_id = p.author_id
           )
       AND NOT EXISTS (
               SELECT FROM blocks b WHERE b.blocker_id = p.author_id AND b.blocked_id = viewer
           )
$$;

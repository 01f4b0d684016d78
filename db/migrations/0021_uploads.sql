-- Pictures that people bring themselves. Every upload is a file of its own, even of the same picture, so
-- that whoever removes theirs takes nothing from anybody else.

CREATE TABLE uploaded_media (
    media_id   uuid PRIMARY KEY REFERENCES media_assets ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES users,
    created_at timestamptz NOT NULL
);

COMMENT ON TABLE uploaded_media IS 'What is not in here was imported, and is never removed by itself.';

CREATE INDEX uploaded_media_newest ON uploaded_media (user_id, created_at DESC, media_id DESC);
CREATE INDEX uploaded_media_oldest ON uploaded_media (created_at, media_id);

-- The same picture in smaller sizes.
CREATE TABLE media_sizes (
    media_id     uuid NOT NULL REFERENCES media_assets ON DELETE CASCADE,
    width        integer NOT NULL,
    height       integer NOT NULL,
    key          text NOT NULL CONSTRAINT media_sizes_key UNIQUE,
    content_type text NOT NULL,
    byte_size    bigint NOT NULL,
    PRIMARY KEY (media_id, width)
);

SELECT announce_changes_of('media_sizes', 'media_id');

-- Addresses that a file may be sent to, once. Stored is the SHA-256 of their secret.
CREATE TABLE uploads (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    token_hash bytea NOT NULL CONSTRAINT uploads_token UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT uploads_token_is_a_hash CHECK (octet_length(token_hash) = 32)
);

CREATE INDEX uploads_of_user ON uploads (user_id);
CREATE INDEX uploads_expired ON uploads (expires_at);

-- Which texts show which pictures of ours. A trigger keeps it, whoever writes.
CREATE TABLE content_media (
    content_id uuid NOT NULL REFERENCES contents ON DELETE CASCADE,
    media_id   uuid NOT NULL REFERENCES media_assets,
    PRIMARY KEY (content_id, media_id)
);

CREATE INDEX content_media_by_media ON content_media (media_id);

CREATE FUNCTION note_media_of_content() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    keys text[] := ARRAY(
        SELECT matched[1]
          FROM regexp_matches(NEW.markdown, '/media/([0-9a-f]{64}\.[a-z0-9]{1,8})', 'g') matched
    );
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM content_media WHERE content_id = NEW.id;
    END IF;
    -- Held, so that nobody removes a picture while a text begins to show it.
    INSERT INTO content_media (content_id, media_id)
    SELECT NEW.id, shown.id
      FROM (
               SELECT m.id
                 FROM media_assets m
                 JOIN uploaded_media u ON u.media_id = m.id
                WHERE m.key = ANY(keys)
                   OR m.id = ANY(ARRAY(SELECT s.media_id FROM media_sizes s WHERE s.key = ANY(keys)))
                  FOR KEY SHARE OF m
           ) shown;
    RETURN NULL;
END
$$;

CREATE TRIGGER contents_note_media
    AFTER INSERT ON contents
    FOR EACH ROW WHEN (NEW.markdown LIKE '%/media/%') EXECUTE FUNCTION note_media_of_content();

CREATE TRIGGER contents_note_media_again
    AFTER UPDATE OF markdown ON contents
    FOR EACH ROW WHEN (NEW.markdown <> OLD.markdown) EXECUTE FUNCTION note_media_of_content();

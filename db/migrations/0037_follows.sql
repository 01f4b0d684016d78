-- Who wants to hear of whom and what. One table for all kinds, so that a list of what somebody follows,
-- and whether they follow what a page shows, is one index; each kind has a foreign key of its own, so
-- that nobody follows what is gone.

CREATE TABLE follows (
    follower_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    user_id        uuid REFERENCES users ON DELETE CASCADE,
    publication_id uuid REFERENCES publications ON DELETE CASCADE,
    tag_id         uuid REFERENCES tags ON DELETE CASCADE,
    series_id      uuid REFERENCES series ON DELETE CASCADE,
    created_at     timestamptz NOT NULL,
    subject_id     uuid NOT NULL GENERATED ALWAYS AS (coalesce(user_id, publication_id, tag_id, series_id)) STORED,
    kind           text NOT NULL GENERATED ALWAYS AS (
        CASE
            WHEN user_id IS NOT NULL THEN 'user'
            WHEN publication_id IS NOT NULL THEN 'publication'
            WHEN tag_id IS NOT NULL THEN 'tag'
            ELSE 'series'
        END
    ) STORED,
    PRIMARY KEY (follower_id, subject_id),
    CONSTRAINT follows_are_of_one_thing CHECK (num_nonnulls(user_id, publication_id, tag_id, series_id) = 1),
    CONSTRAINT follows_are_of_others CHECK (follower_id <> user_id)
);

COMMENT ON COLUMN follows.subject_id IS 'Whichever of the four it is. Ids are unique among all kinds.';

CREATE INDEX follows_newest ON follows (subject_id, created_at DESC, follower_id DESC);
CREATE INDEX follows_newest_of_follower ON follows (follower_id, created_at DESC, subject_id DESC);
CREATE INDEX follows_newest_of_kind ON follows (follower_id, kind, created_at DESC, subject_id DESC);
CREATE INDEX follows_of_user ON follows (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX follows_of_publication ON follows (publication_id) WHERE publication_id IS NOT NULL;
CREATE INDEX follows_of_tag ON follows (tag_id) WHERE tag_id IS NOT NULL;
CREATE INDEX follows_of_series ON follows (series_id) WHERE series_id IS NOT NULL;

-- Counts stand beside what is followed and not in it. A follow changes no row that answers show, so it
-- drops none from memory, and nobody who edits a tag or a profile waits for those who follow it.
CREATE TABLE follower_counts (
    subject_id uuid PRIMARY KEY,
    followers  integer NOT NULL,
    CONSTRAINT follower_counts_are_counted CHECK (followers >= 0)
);

COMMENT ON TABLE follower_counts IS 'How many follow each thing. What nobody follows has no row.';

-- Counts are changed in the order of ids, once for each statement, so that two who leave do not wait
-- for each other.
CREATE FUNCTION count_followers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before uuid[] := '{}';
    after  uuid[] := '{}';
    counted record;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM follower_counts;
        RETURN NULL;
    END IF;
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        before := ARRAY(SELECT subject_id FROM old_rows);
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        after := ARRAY(SELECT subject_id FROM new_rows);
    END IF;
    FOR counted IN
        SELECT one.id, sum(one.more)::integer AS more
          FROM (
                   SELECT unnest(before), -1
                    UNION ALL
                   SELECT unnest(after), 1
               ) AS one (id, more)
         GROUP BY one.id
        HAVING sum(one.more) <> 0
         ORDER BY one.id
    LOOP
        IF counted.more > 0 THEN
            INSERT INTO follower_counts AS known (subject_id, followers)
            VALUES (counted.id, counted.more)
                ON CONFLICT (subject_id) DO UPDATE SET followers = known.followers + counted.more;
        ELSE
            UPDATE follower_counts SET followers = followers + counted.more WHERE subject_id = counted.id;
            DELETE FROM follower_counts WHERE subject_id = counted.id AND followers = 0;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

CREATE TRIGGER follows_count_inserted AFTER INSERT ON follows REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION count_followers();

CREATE TRIGGER follows_count_updated AFTER UPDATE ON follows
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION count_followers();

CREATE TRIGGER follows_count_deleted AFTER DELETE ON follows REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION count_followers();

CREATE TRIGGER follows_count_truncated AFTER TRUNCATE ON follows
    FOR EACH STATEMENT EXECUTE FUNCTION count_followers();

SELECT announce_changes_of('follows', 'subject_id');
SELECT announce_changes_of('follower_counts', 'subject_id');

-- What comments said before their authors changed them, for those who keep order.
CREATE TABLE comment_versions (
    comment_id uuid NOT NULL REFERENCES comments ON DELETE CASCADE,
    number     integer NOT NULL,
    content_id uuid NOT NULL REFERENCES contents,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (comment_id, number),
    CONSTRAINT comment_versions_are_numbered CHECK (number >= 1)
);

COMMENT ON COLUMN comment_versions.number IS 'Counted from the first text on.';

CREATE INDEX comment_versions_by_content ON comment_versions (content_id);

-- Nobody can be found who wrote what is deleted.
-- Only a release that deletes comments leaves the column empty.
ALTER TABLE comments
    -- squawk-ignore ban-drop-not-null
    ALTER COLUMN author_id DROP NOT NULL;

ALTER TABLE comments
    ADD CONSTRAINT comments_are_by_somebody CHECK ((author_id IS NULL) = (deleted_at IS NOT NULL)) NOT VALID;

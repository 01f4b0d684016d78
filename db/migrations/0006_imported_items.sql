-- What has been imported, so that a second run knows its items again and leaves alone what is as it was.
CREATE TABLE imported_items (
    source      text COLLATE "C" NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    subject_id  uuid NOT NULL,
    digest      bytea NOT NULL,
    imported_at timestamptz NOT NULL,
    PRIMARY KEY (source, kind, external_id)
);

COMMENT ON COLUMN imported_items.external_id IS 'The name at the source, the same from one run to the next.';
COMMENT ON COLUMN imported_items.subject_id IS 'The id of what it became: a row of the table that its kind tells.';

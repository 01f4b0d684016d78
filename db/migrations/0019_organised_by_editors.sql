-- Names that series had before. They still answer.
CREATE TABLE former_series_slugs (
    publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE,
    slug           text COLLATE "C" NOT NULL,
    series_id      uuid NOT NULL REFERENCES series ON DELETE CASCADE,
    PRIMARY KEY (publication_id, slug)
);

CREATE INDEX former_series_slugs_of_series ON former_series_slugs (series_id);

SELECT announce_changes_of('former_series_slugs', 'publication_id', 'series_id');

-- The tags that the editors of a publication have chosen to show, in their order and in their words.
CREATE TABLE curated_tags (
    publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE,
    tag_id         uuid NOT NULL REFERENCES tags ON DELETE CASCADE,
    position       integer NOT NULL,
    label          text,
    description    text,
    PRIMARY KEY (publication_id, tag_id),
    CONSTRAINT curated_tags_have_an_order UNIQUE (publication_id, position),
    CONSTRAINT curated_tags_are_few CHECK (position BETWEEN 1 AND 50),
    CONSTRAINT curated_tags_label_is_short CHECK (char_length(label) BETWEEN 1 AND 100),
    CONSTRAINT curated_tags_description_is_short CHECK (char_length(description) BETWEEN 1 AND 1000)
);

CREATE INDEX curated_tags_of_tag ON curated_tags (tag_id);

SELECT announce_changes_of('curated_tags', 'publication_id', 'tag_id');

-- Which edit of a page its editor has seen, and whether anybody may know its addresses.
ALTER TABLE pages
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN was_public boolean NOT NULL DEFAULT true;

COMMENT ON COLUMN pages.was_public IS 'False for drafts that have never been published: nothing leads to their old addresses.';

CREATE OR REPLACE VIEW visible_pages AS
SELECT id, publication_id, content_id, slug, path, title, updated_at, status, version,
       was_public
  FROM pages
 WHERE status = 'published';

ALTER TABLE redirects ADD COLUMN is_rule boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN redirects.is_rule IS 'Whether an editor wrote it. The others are kept for texts that have moved.';

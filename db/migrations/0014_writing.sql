-- Drafts, and edits of what is public. A text that is not public is edited where it is. One that is
-- public stays as readers know it, and its newest edit waits in post_edits until it is published: there
-- is one for posts that are public, or that moderators have removed, and for no others.

ALTER TABLE posts
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN edited_by uuid,
    ADD COLUMN slug_is_made boolean NOT NULL DEFAULT false,
    ADD COLUMN deleted_at timestamptz,
    ADD COLUMN deleted_from text;

COMMENT ON COLUMN posts.version IS
    'The number of the edit that these columns hold. A newer one may wait in post_edits, with a number of its own.';
COMMENT ON COLUMN posts.edited_by IS 'Who saved this edit. Null where nobody did since it was imported.';
COMMENT ON COLUMN posts.slug_is_made IS
    'Whether nobody chose the slug, so that publishing for the first time makes it of the title.';
COMMENT ON COLUMN posts.deleted_from IS 'What the post was when it was deleted, and is again when it is restored.';

-- Rows that are there satisfy all of these: they were under narrower ones, or have null in new columns.
-- squawk-ignore ban-drop-constraint
ALTER TABLE posts DROP CONSTRAINT posts_status_is_known;
ALTER TABLE posts ADD CONSTRAINT posts_status_is_known
    CHECK (status IN ('draft', 'published', 'withdrawn', 'archived', 'deleted', 'removed')) NOT VALID;
ALTER TABLE posts ADD CONSTRAINT posts_deleted_can_be_restored
    CHECK (
        (status = 'deleted') = (deleted_at IS NOT NULL)
        AND (status = 'deleted') = (deleted_from IS NOT NULL)
        AND deleted_from IN ('draft', 'withdrawn', 'archived')
    ) NOT VALID;
ALTER TABLE posts ADD CONSTRAINT posts_version_is_counted CHECK (version > 0) NOT VALID;
ALTER TABLE posts ADD CONSTRAINT posts_edited_by_somebody
    FOREIGN KEY (edited_by) REFERENCES users ON DELETE SET NULL NOT VALID;

CREATE TABLE post_edits (
    post_id           uuid PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    version           integer NOT NULL,
    author_id         uuid NOT NULL REFERENCES users,
    content_id        uuid NOT NULL REFERENCES contents,
    title             text NOT NULL,
    subtitle          text,
    slug              text COLLATE "C" NOT NULL,
    language          text NOT NULL,
    tag_ids           uuid[] NOT NULL,
    cover_id          uuid REFERENCES media_assets,
    cover_alt         text,
    cover_attribution text,
    canonical_url     text,
    seo_title         text,
    seo_description   text,
    published_at      timestamptz NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT post_edits_version_is_counted CHECK (version > 1),
    CONSTRAINT post_edits_title_is_short CHECK (char_length(title) <= 250),
    CONSTRAINT post_edits_subtitle_is_short CHECK (char_length(subtitle) <= 250),
    CONSTRAINT post_edits_slug_is_short CHECK (char_length(slug) BETWEEN 1 AND 200),
    CONSTRAINT post_edits_tags_are_few CHECK (cardinality(tag_ids) <= 10)
);

COMMENT ON COLUMN post_edits.author_id IS 'Who saved it last.';

CREATE INDEX post_edits_by_content ON post_edits (content_id);
CREATE INDEX post_edits_by_cover ON post_edits (cover_id) WHERE cover_id IS NOT NULL;
CREATE INDEX post_edits_by_author ON post_edits (author_id);

-- What an import wrote for published posts has been read: those revisions are marked by the default that
-- is there while the column is made, which rewrites nothing.
ALTER TABLE revisions
    ADD COLUMN tag_ids uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN cover_id uuid,
    ADD COLUMN slug text COLLATE "C",
    ADD COLUMN is_published boolean NOT NULL DEFAULT true,
    ADD COLUMN is_substantial boolean NOT NULL DEFAULT false,
    ADD COLUMN note text;

ALTER TABLE revisions ALTER COLUMN is_published SET DEFAULT false;

UPDATE revisions
   SET is_published = false
  FROM posts
 WHERE posts.id = revisions.post_id AND posts.status = 'draft';

COMMENT ON COLUMN revisions.is_published IS 'Whether it has been open to everyone.';
COMMENT ON COLUMN revisions.is_substantial IS 'Whether its author says that readers should know of the change.';
COMMENT ON COLUMN revisions.created_at IS
    'When it was begun: what the same person saves within ten minutes after that replaces it, while it is unpublished.';

ALTER TABLE revisions ADD CONSTRAINT revisions_note_is_short CHECK (char_length(note) <= 1000) NOT VALID;

-- A picture stays for as long as a post can be brought back to what it was with it.
ALTER TABLE revisions ADD CONSTRAINT revisions_cover FOREIGN KEY (cover_id) REFERENCES media_assets NOT VALID;

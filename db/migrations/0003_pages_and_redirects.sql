CREATE TABLE pages (
    id             uuid PRIMARY KEY,
    publication_id uuid NOT NULL REFERENCES publications,
    content_id     uuid NOT NULL REFERENCES contents,
    slug           text COLLATE "C" NOT NULL,
    path           text NOT NULL,
    title          text NOT NULL,
    status         text NOT NULL,
    metadata       jsonb NOT NULL DEFAULT '{}',
    updated_at     timestamptz NOT NULL,
    created_at     timestamptz NOT NULL,
    CONSTRAINT pages_status_is_known CHECK (status IN ('draft', 'published')),
    CONSTRAINT pages_slug_per_publication UNIQUE (publication_id, slug),
    CONSTRAINT pages_path_per_publication UNIQUE (publication_id, path),
    CONSTRAINT pages_path_has_no_slash_around CHECK (path <> '' AND path = trim(BOTH '/' FROM path))
);

CREATE INDEX pages_by_content ON pages (content_id);

-- An old address and where its reader should go: to a post or a page wherever it stands today, or
-- to an address.
CREATE TABLE redirects (
    id             uuid PRIMARY KEY,
    publication_id uuid NOT NULL REFERENCES publications,
    source         text COLLATE "C" NOT NULL,
    post_id        uuid REFERENCES posts ON DELETE CASCADE,
    page_id        uuid REFERENCES pages ON DELETE CASCADE,
    url            text,
    is_permanent   boolean NOT NULL,
    created_at     timestamptz NOT NULL,
    CONSTRAINT redirects_source_per_publication UNIQUE (publication_id, source),
    CONSTRAINT redirects_source_has_no_slash_around CHECK (source <> '' AND source = trim(BOTH '/' FROM source)),
    CONSTRAINT redirects_lead_to_one_place CHECK (num_nonnulls(post_id, page_id, url) = 1)
);

CREATE INDEX redirects_to_post ON redirects (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX redirects_to_page ON redirects (page_id) WHERE page_id IS NOT NULL;

CREATE VIEW visible_pages AS
SELECT id, publication_id, content_id, slug, path, title, updated_at
  FROM pages
 WHERE status = 'published';

-- A redirect to what nobody may see would tell of it.
CREATE VIEW visible_redirects AS
SELECT r.id, r.publication_id, r.source, coalesce(p.path, g.path) AS path, r.url, r.is_permanent
  FROM redirects r
  LEFT JOIN visible_posts p ON p.id = r.post_id
  LEFT JOIN visible_pages g ON g.id = r.page_id
 WHERE coalesce(p.path, g.path, r.url) IS NOT NULL;

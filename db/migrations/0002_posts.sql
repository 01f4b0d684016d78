CREATE TABLE posts (
    id                uuid PRIMARY KEY,
    publication_id    uuid NOT NULL REFERENCES publications,
    author_id         uuid NOT NULL REFERENCES users,
    co_author_ids     uuid[] NOT NULL DEFAULT '{}',
    tag_ids           uuid[] NOT NULL DEFAULT '{}',
    content_id        uuid NOT NULL REFERENCES contents,
    cover_id          uuid REFERENCES media_assets,
    cover_alt         text,
    cover_attribution text,
    slug              text COLLATE "C" NOT NULL,
    path              text NOT NULL,
    title             text NOT NULL,
    subtitle          text,
    brief             text NOT NULL,
    language          text NOT NULL,
    status            text NOT NULL,
    word_count        integer NOT NULL,
    reading_minutes   integer NOT NULL,
    comment_count     integer NOT NULL DEFAULT 0,
    reaction_count    integer NOT NULL DEFAULT 0,
    canonical_url     text,
    seo_title         text,
    seo_description   text,
    metadata          jsonb NOT NULL DEFAULT '{}',
    published_at      timestamptz,
    updated_at        timestamptz NOT NULL,
    created_at        timestamptz NOT NULL,
    is_public         boolean GENERATED ALWAYS AS (status = 'published') STORED,
    listed_at         timestamptz GENERATED ALWAYS AS (coalesce(published_at, created_at)) STORED,
    CONSTRAINT posts_status_is_known CHECK (status IN ('draft', 'published', 'withdrawn', 'removed')),
    CONSTRAINT posts_published_have_a_date CHECK (status <> 'published' OR published_at IS NOT NULL),
    CONSTRAINT posts_slug_per_publication UNIQUE (publication_id, slug),
    CONSTRAINT posts_path_per_publication UNIQUE (publication_id, path),
    CONSTRAINT posts_path_has_no_slash_around CHECK (path <> '' AND path = trim(BOTH '/' FROM path)),
    CONSTRAINT posts_counts_are_counted CHECK (comment_count >= 0 AND reaction_count >= 0),
    -- What the lists by author and by tag repeat of a post: see post_authors and post_tags.
    CONSTRAINT posts_as_listed UNIQUE (id, publication_id, is_public, listed_at)
);

CREATE INDEX posts_newest ON posts (published_at DESC, id DESC) WHERE status = 'published';
CREATE INDEX posts_most_reacted ON posts (reaction_count DESC, id DESC) WHERE status = 'published';
CREATE INDEX posts_most_discussed ON posts (comment_count DESC, id DESC) WHERE status = 'published';
CREATE INDEX posts_newest_of_publication
    ON posts (publication_id, published_at DESC, id DESC) WHERE status = 'published';
CREATE INDEX posts_most_reacted_of_publication
    ON posts (publication_id, reaction_count DESC, id DESC) WHERE status = 'published';
CREATE INDEX posts_most_discussed_of_publication
    ON posts (publication_id, comment_count DESC, id DESC) WHERE status = 'published';
CREATE INDEX posts_by_content ON posts (content_id);
CREATE INDEX posts_tagged ON posts USING gin (tag_ids) WHERE status = 'published';

CREATE TABLE revisions (
    id         uuid PRIMARY KEY,
    post_id    uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
    number     integer NOT NULL,
    author_id  uuid NOT NULL REFERENCES users,
    content_id uuid NOT NULL REFERENCES contents,
    title      text NOT NULL,
    subtitle   text,
    created_at timestamptz NOT NULL,
    CONSTRAINT revisions_number_per_post UNIQUE (post_id, number)
);

CREATE INDEX revisions_by_content ON revisions (content_id);

-- Who wrote a post, the author first. A row repeats what its post says of its place in lists; the
-- foreign key keeps the two equal, and lists by author are read from one index.
CREATE TABLE post_authors (
    post_id        uuid NOT NULL,
    user_id        uuid NOT NULL REFERENCES users,
    position       integer NOT NULL,
    publication_id uuid NOT NULL,
    is_public      boolean NOT NULL,
    listed_at      timestamptz NOT NULL,
    PRIMARY KEY (post_id, user_id),
    CONSTRAINT post_authors_have_an_order UNIQUE (post_id, position) DEFERRABLE,
    CONSTRAINT post_authors_repeat_their_post
        FOREIGN KEY (post_id, publication_id, is_public, listed_at)
        REFERENCES posts (id, publication_id, is_public, listed_at)
        ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE INDEX post_authors_newest
    ON post_authors (user_id, listed_at DESC, post_id DESC) WHERE is_public;

CREATE TABLE tags (
    id          uuid PRIMARY KEY,
    slug        text COLLATE "C" NOT NULL CONSTRAINT tags_slug UNIQUE,
    name        text NOT NULL,
    description text,
    post_count  integer NOT NULL DEFAULT 0 CONSTRAINT tags_posts_are_counted CHECK (post_count >= 0),
    created_at  timestamptz NOT NULL
);

CREATE INDEX tags_most_used ON tags (post_count DESC, id DESC) WHERE post_count > 0;
CREATE INDEX tags_newest ON tags (created_at DESC, id DESC) WHERE post_count > 0;

-- Names that tags had before. They still answer.
CREATE TABLE former_tag_slugs (
    slug   text COLLATE "C" PRIMARY KEY,
    tag_id uuid NOT NULL REFERENCES tags ON DELETE CASCADE
);

CREATE INDEX former_tag_slugs_of_tag ON former_tag_slugs (tag_id);

-- What a post is filed under, in the order its author chose. See post_authors for the last columns.
CREATE TABLE post_tags (
    post_id        uuid NOT NULL,
    tag_id         uuid NOT NULL REFERENCES tags,
    position       integer NOT NULL,
    publication_id uuid NOT NULL,
    is_public      boolean NOT NULL,
    listed_at      timestamptz NOT NULL,
    PRIMARY KEY (post_id, tag_id),
    CONSTRAINT post_tags_have_an_order UNIQUE (post_id, position) DEFERRABLE,
    CONSTRAINT post_tags_repeat_their_post
        FOREIGN KEY (post_id, publication_id, is_public, listed_at)
        REFERENCES posts (id, publication_id, is_public, listed_at)
        ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE INDEX post_tags_newest ON post_tags (tag_id, listed_at DESC, post_id DESC) WHERE is_public;

-- How often each publication uses each tag, counted over its public posts.
CREATE TABLE publication_tags (
    publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE,
    tag_id         uuid NOT NULL REFERENCES tags ON DELETE CASCADE,
    post_count     integer NOT NULL CONSTRAINT publication_tags_posts_are_counted CHECK (post_count >= 0),
    PRIMARY KEY (publication_id, tag_id)
);

CREATE INDEX publication_tags_most_used
    ON publication_tags (publication_id, post_count DESC, tag_id DESC) WHERE post_count > 0;

CREATE TABLE series (
    id             uuid PRIMARY KEY,
    publication_id uuid NOT NULL REFERENCES publications,
    slug           text COLLATE "C" NOT NULL,
    title          text NOT NULL,
    description    text,
    created_at     timestamptz NOT NULL,
    CONSTRAINT series_slug_per_publication UNIQUE (publication_id, slug)
);

CREATE INDEX series_newest ON series (publication_id, created_at DESC, id DESC);

CREATE TABLE series_posts (
    series_id uuid NOT NULL REFERENCES series ON DELETE CASCADE,
    post_id   uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
    position  integer NOT NULL,
    PRIMARY KEY (series_id, post_id),
    CONSTRAINT series_posts_have_an_order UNIQUE (series_id, position) DEFERRABLE
);

CREATE INDEX series_posts_of_post ON series_posts (post_id);

-- What everyone may see. Public reads select from views only.
CREATE VIEW visible_posts AS
SELECT id, publication_id, author_id, co_author_ids, tag_ids, content_id, cover_id, slug, path,
       title, subtitle, brief, language, status, word_count, reading_minutes, comment_count,
       reaction_count, published_at, updated_at
  FROM posts
 WHERE status = 'published';

-- A tag that only drafts use would tell of them.
CREATE VIEW visible_tags AS
SELECT id, slug, name, description, post_count, created_at
  FROM tags
 WHERE post_count > 0;

-- Every id is made by the domain, so no table has a default for its own.
-- Names in addresses sort by byte ("C"), so that keyset paging gives one order on every server.

CREATE TABLE users (
    id          uuid PRIMARY KEY,
    username    text COLLATE "C" NOT NULL CONSTRAINT users_username UNIQUE,
    name        text NOT NULL,
    bio         text,
    location    text,
    website_url text,
    avatar_url  text,
    claimed_at  timestamptz,
    created_at  timestamptz NOT NULL,
    CONSTRAINT users_username_is_plain CHECK (username ~ '^[a-z0-9][a-z0-9_-]{0,59}$'),
    CONSTRAINT users_name_is_short CHECK (char_length(name) BETWEEN 1 AND 200)
);

COMMENT ON COLUMN users.claimed_at IS 'Null while the person was only imported and nobody has proved to be them.';

CREATE INDEX users_newest ON users (created_at DESC, id DESC);

CREATE TABLE publications (
    id          uuid PRIMARY KEY,
    handle      text COLLATE "C" NOT NULL CONSTRAINT publications_handle UNIQUE,
    name        text NOT NULL,
    description text,
    url         text,
    host        text CONSTRAINT publications_host UNIQUE,
    language    text NOT NULL DEFAULT 'en',
    post_count  integer NOT NULL DEFAULT 0 CONSTRAINT publications_posts_are_counted CHECK (post_count >= 0),
    created_at  timestamptz NOT NULL,
    CONSTRAINT publications_handle_is_plain CHECK (handle ~ '^[a-z0-9][a-z0-9_-]{0,59}$'),
    CONSTRAINT publications_host_is_lower_case CHECK (host = lower(host))
);

CREATE INDEX publications_newest ON publications (created_at DESC, id DESC);

CREATE TABLE memberships (
    publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE,
    user_id        uuid NOT NULL REFERENCES users,
    role           text NOT NULL,
    joined_at      timestamptz NOT NULL,
    PRIMARY KEY (user_id, publication_id),
    CONSTRAINT memberships_role_is_known CHECK (role IN ('contributor', 'editor', 'owner'))
);

CREATE INDEX memberships_oldest ON memberships (publication_id, joined_at, user_id);

-- What people have written, and what the renderer made of it. Posts, pages and comments point here,
-- so that their lists need not carry their bodies.
CREATE TABLE contents (
    id                uuid PRIMARY KEY,
    markdown          text NOT NULL,
    html              text NOT NULL,
    text              text NOT NULL,
    table_of_contents jsonb NOT NULL DEFAULT '[]',
    brief             text NOT NULL,
    word_count        integer NOT NULL,
    reading_minutes   integer NOT NULL,
    renderer_version  integer NOT NULL
);

CREATE INDEX contents_by_renderer ON contents (renderer_version, id);

CREATE TABLE media_assets (
    id           uuid PRIMARY KEY,
    key          text CONSTRAINT media_assets_key UNIQUE,
    source_url   text,
    content_type text NOT NULL,
    byte_size    bigint NOT NULL,
    width        integer,
    height       integer,
    created_at   timestamptz NOT NULL,
    CONSTRAINT media_assets_are_somewhere CHECK (num_nonnulls(key, source_url) > 0)
);

COMMENT ON COLUMN media_assets.key IS 'The name in our media storage. Null when the file is elsewhere, at source_url.';

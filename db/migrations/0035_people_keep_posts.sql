-- What people keep for themselves: bookmarks in lists, and what they have read. Nobody else is shown it.

CREATE TABLE bookmark_lists (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    name       text NOT NULL,
    is_default boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    CONSTRAINT bookmark_lists_of_user UNIQUE (id, user_id),
    CONSTRAINT bookmark_lists_name_is_short CHECK (char_length(name) BETWEEN 1 AND 100)
);

COMMENT ON COLUMN bookmark_lists.is_default IS 'Whether bookmarks go here that name no list. It is made for the first of them.';

CREATE UNIQUE INDEX bookmark_lists_one_default ON bookmark_lists (user_id) WHERE is_default;
CREATE UNIQUE INDEX bookmark_lists_name_of_user ON bookmark_lists (user_id, lower(name)) WHERE NOT is_default;
CREATE INDEX bookmark_lists_oldest ON bookmark_lists (user_id, created_at, id);

CREATE TABLE bookmarks (
    list_id    uuid NOT NULL,
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    post_id    uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (list_id, post_id),
    CONSTRAINT bookmarks_are_in_a_list_of_their_person
        FOREIGN KEY (list_id, user_id) REFERENCES bookmark_lists (id, user_id) ON DELETE CASCADE
);

CREATE INDEX bookmarks_newest ON bookmarks (list_id, created_at DESC, post_id DESC);
CREATE INDEX bookmarks_of_user ON bookmarks (user_id, post_id);
CREATE INDEX bookmarks_by_post ON bookmarks (post_id);

CREATE TABLE readings (
    user_id  uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    post_id  uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
    progress integer NOT NULL,
    read_at  timestamptz NOT NULL,
    PRIMARY KEY (user_id, post_id),
    CONSTRAINT readings_progress_is_a_percentage CHECK (progress BETWEEN 0 AND 100)
);

COMMENT ON COLUMN readings.progress IS 'How far somebody came, in per cent. It never goes down.';
COMMENT ON COLUMN readings.read_at IS 'When they read it last.';

CREATE INDEX readings_newest ON readings (user_id, read_at DESC, post_id DESC);
CREATE INDEX readings_by_post ON readings (post_id);

-- People who do not want it to be known what they read, not even by themselves.
CREATE TABLE unrecorded_readers (
    user_id    uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL
);

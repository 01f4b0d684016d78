CREATE TABLE comments (
    id             uuid PRIMARY KEY,
    post_id        uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
    parent_id      uuid,
    author_id      uuid NOT NULL REFERENCES users,
    content_id     uuid NOT NULL REFERENCES contents,
    depth          integer NOT NULL,
    position       bigint NOT NULL,
    reply_count    integer NOT NULL DEFAULT 0,
    reaction_count integer NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL,
    edited_at      timestamptz,
    hidden_at      timestamptz,
    is_buried      boolean NOT NULL DEFAULT false,
    CONSTRAINT comments_of_post UNIQUE (id, post_id),
    CONSTRAINT comments_answer_on_the_same_post
        FOREIGN KEY (parent_id, post_id) REFERENCES comments (id, post_id),
    CONSTRAINT comments_depth_fits CHECK (depth >= 0 AND (depth = 0) = (parent_id IS NULL)),
    CONSTRAINT comments_counts_are_counted CHECK (reply_count >= 0 AND reaction_count >= 0),
    CONSTRAINT comments_have_an_order UNIQUE (post_id, position) DEFERRABLE
);

COMMENT ON COLUMN comments.position IS
    'The place in the whole discussion, read depth first: after its parent, before whatever comes after the parent.';
COMMENT ON COLUMN comments.hidden_at IS 'When moderators hid this comment.';
COMMENT ON COLUMN comments.is_buried IS 'Whether a comment that this one answers, however far above, is hidden.';

CREATE INDEX comments_oldest ON comments (post_id, created_at, id)
    WHERE parent_id IS NULL AND hidden_at IS NULL AND NOT is_buried;
CREATE INDEX comments_top ON comments (post_id, reaction_count DESC, id DESC)
    WHERE parent_id IS NULL AND hidden_at IS NULL AND NOT is_buried;
CREATE INDEX replies_oldest ON comments (parent_id, created_at, id)
    WHERE hidden_at IS NULL AND NOT is_buried;
CREATE INDEX replies_top ON comments (parent_id, reaction_count DESC, id DESC)
    WHERE hidden_at IS NULL AND NOT is_buried;
CREATE INDEX comments_by_parent ON comments (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX comments_by_content ON comments (content_id);
CREATE INDEX comments_newest_by_author ON comments (author_id, created_at DESC, id DESC)
    WHERE hidden_at IS NULL AND NOT is_buried;

-- A comment is as public as its post and everything it answers.
CREATE VIEW visible_comments AS
SELECT c.id, c.post_id, c.parent_id, c.author_id, c.content_id, c.depth, c.position, c.reply_count,
       c.reaction_count, c.created_at, c.edited_at
  FROM comments c
  JOIN visible_posts p ON p.id = c.post_id
 WHERE c.hidden_at IS NULL AND NOT c.is_buried;

CREATE TABLE post_reactions (
    post_id    uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES users,
    kind       text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (post_id, user_id, kind)
);

CREATE INDEX post_reactions_of_user ON post_reactions (user_id, post_id);

CREATE TABLE comment_reactions (
    comment_id uuid NOT NULL REFERENCES comments ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES users,
    kind       text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (comment_id, user_id, kind)
);

CREATE INDEX comment_reactions_of_user ON comment_reactions (user_id, comment_id);

-- How many reactions of each kind: those given here, and those that were only counted elsewhere.
CREATE TABLE post_reaction_counts (
    post_id  uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
    kind     text COLLATE "C" NOT NULL,
    given    integer NOT NULL DEFAULT 0,
    imported integer NOT NULL DEFAULT 0,
    PRIMARY KEY (post_id, kind),
    CONSTRAINT post_reaction_counts_are_counted CHECK (given >= 0 AND imported >= 0)
);

CREATE TABLE comment_reaction_counts (
    comment_id uuid NOT NULL REFERENCES comments ON DELETE CASCADE,
    kind       text COLLATE "C" NOT NULL,
    given      integer NOT NULL DEFAULT 0,
    imported   integer NOT NULL DEFAULT 0,
    PRIMARY KEY (comment_id, kind),
    CONSTRAINT comment_reaction_counts_are_counted CHECK (given >= 0 AND imported >= 0)
);

CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    name        text NOT NULL,
    occurred_at timestamptz NOT NULL,
    payload     jsonb NOT NULL
);

CREATE INDEX outbox_in_commit_order ON outbox (transaction, id);

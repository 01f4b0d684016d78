-- Who may comment, and for how long: what a publication says for all of its posts, and what a post says for itself.
ALTER TABLE publications
    ADD COLUMN comments_close_after_days integer,
    ADD COLUMN holds_first_comments boolean NOT NULL DEFAULT false;

ALTER TABLE publications
    ADD CONSTRAINT publications_comments_close_in_time
    CHECK (comments_close_after_days BETWEEN 1 AND 3650) NOT VALID;

CREATE TABLE post_discussions (
    post_id           uuid PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    policy            text COLLATE "C",
    closes_after_days integer,
    locked_at         timestamptz,
    CONSTRAINT post_discussions_policy_is_known CHECK (policy IN ('open', 'followers', 'members', 'off')),
    CONSTRAINT post_discussions_close_in_time CHECK (closes_after_days BETWEEN 0 AND 3650)
);

COMMENT ON COLUMN post_discussions.policy IS 'Null where the publication decides.';
COMMENT ON COLUMN post_discussions.closes_after_days IS 'Null where the publication decides, 0 for never.';

SELECT announce_changes_of('post_discussions', 'post_id');

-- Nothing below these is answered any more.
CREATE TABLE comment_locks (
    comment_id uuid PRIMARY KEY,
    post_id    uuid NOT NULL,
    locked_at  timestamptz NOT NULL,
    CONSTRAINT comment_locks_are_of_the_post
        FOREIGN KEY (comment_id, post_id) REFERENCES comments (id, post_id) ON DELETE CASCADE
);

CREATE INDEX comment_locks_of_post ON comment_locks (post_id);

SELECT announce_changes_of('comment_locks', 'post_id');

-- What stands above all other comments of a post. There are as many places as there may be of them.
CREATE TABLE pinned_comments (
    comment_id uuid PRIMARY KEY,
    post_id    uuid NOT NULL,
    place      integer NOT NULL,
    pinned_at  timestamptz NOT NULL,
    CONSTRAINT pinned_comments_are_of_the_post
        FOREIGN KEY (comment_id, post_id) REFERENCES comments (id, post_id) ON DELETE CASCADE,
    CONSTRAINT pinned_comments_are_few CHECK (place BETWEEN 1 AND 3),
    CONSTRAINT pinned_comments_have_a_place UNIQUE (post_id, place)
);

SELECT announce_changes_of('pinned_comments', 'comment_id', 'post_id');

-- First comments that wait for an editor. Each is hidden as well, so that nothing counts or shows it.
CREATE TABLE held_comments (
    comment_id     uuid PRIMARY KEY REFERENCES comments ON DELETE CASCADE,
    publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE,
    author_id      uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    held_at        timestamptz NOT NULL
);

CREATE INDEX held_comments_oldest ON held_comments (publication_id, held_at, comment_id);
CREATE INDEX held_comments_newest_by_author ON held_comments (author_id, held_at DESC, comment_id DESC);

-- Whose first comment in a publication an editor has approved.
CREATE TABLE approved_commenters (
    user_id        uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE,
    approved_at    timestamptz NOT NULL,
    PRIMARY KEY (user_id, publication_id)
);

CREATE INDEX approved_commenters_of_publication ON approved_commenters (publication_id);

-- What happens to a post before everyone reads it: who is shown it, who is asked to write it together
-- with its author, and what the editors of its publication say of it. None of this is public.

CREATE TABLE preview_links (
    id         uuid PRIMARY KEY,
    post_id    uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
    creator_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    hint       text NOT NULL,
    token_hash bytea NOT NULL CONSTRAINT preview_links_token UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT preview_links_token_is_a_hash CHECK (octet_length(token_hash) = 32),
    CONSTRAINT preview_links_hint_is_short CHECK (char_length(hint) BETWEEN 1 AND 16),
    CONSTRAINT preview_links_last_a_month CHECK (expires_at - created_at <= interval '30 days')
);

COMMENT ON COLUMN preview_links.hint IS 'The first characters of the token, by which people tell their links apart.';

CREATE INDEX preview_links_newest ON preview_links (post_id, created_at DESC, id DESC);
CREATE INDEX preview_links_of_creator ON preview_links (creator_id);

-- People who were asked to write a post together with its author. Whoever accepts moves to post_authors;
-- whoever declines stays here, and is not asked again.
CREATE TABLE co_author_invitations (
    id          uuid PRIMARY KEY,
    post_id     uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    inviter_id  uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    invited_at  timestamptz NOT NULL,
    declined_at timestamptz,
    CONSTRAINT co_author_invitations_once UNIQUE (post_id, user_id)
);

CREATE INDEX co_author_invitations_open
    ON co_author_invitations (user_id, invited_at DESC, id DESC) WHERE declined_at IS NULL;
CREATE INDEX co_author_invitations_of_post
    ON co_author_invitations (post_id, invited_at, id) WHERE declined_at IS NULL;
CREATE INDEX co_author_invitations_of_inviter ON co_author_invitations (inviter_id);

-- Where a post stands between its writers and the editors of its publication: one row for each post,
-- which says what came of submitting it the last time.
CREATE TABLE post_reviews (
    id             uuid PRIMARY KEY,
    post_id        uuid NOT NULL CONSTRAINT post_reviews_one_for_each_post UNIQUE REFERENCES posts ON DELETE CASCADE,
    publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE,
    state          text NOT NULL,
    submitter_id   uuid REFERENCES users ON DELETE SET NULL,
    note           text,
    submitted_at   timestamptz NOT NULL,
    reviewer_id    uuid REFERENCES users ON DELETE SET NULL,
    reason         text,
    decided_at     timestamptz,
    CONSTRAINT post_reviews_state_is_known
        CHECK (state IN ('submitted', 'approved', 'changes_requested', 'withdrawn')),
    CONSTRAINT post_reviews_open_are_undecided CHECK ((state = 'submitted') = (decided_at IS NULL)),
    CONSTRAINT post_reviews_note_is_short CHECK (char_length(note) <= 2000),
    CONSTRAINT post_reviews_reason_is_short CHECK (char_length(reason) BETWEEN 1 AND 2000),
    CONSTRAINT post_reviews_changes_have_a_reason CHECK (state <> 'changes_requested' OR reason IS NOT NULL)
);

CREATE INDEX post_reviews_oldest_submitted
    ON post_reviews (publication_id, submitted_at, id) WHERE state = 'submitted';
CREATE INDEX post_reviews_of_submitter ON post_reviews (submitter_id) WHERE submitter_id IS NOT NULL;
CREATE INDEX post_reviews_of_reviewer ON post_reviews (reviewer_id) WHERE reviewer_id IS NOT NULL;

-- The owners of a publication read what was done in it. An entry outlives the publication.
ALTER TABLE audit_entries ADD COLUMN publication_id uuid;

-- The table is of the same release as this file, so there are few rows to index.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX audit_entries_of_publication
    ON audit_entries (publication_id, occurred_at DESC, id DESC) WHERE publication_id IS NOT NULL;

-- Readers see which published revisions changed much, and what their authors say of it.
SELECT announce_changes_of('revisions', 'id', 'post_id');

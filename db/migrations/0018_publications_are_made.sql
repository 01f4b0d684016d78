-- What owners say of their publications, whom they invite, and what stands first on their front ends.

ALTER TABLE publications
    ADD COLUMN contributor_publishing text NOT NULL DEFAULT 'after_review',
    ADD COLUMN comments_default text NOT NULL DEFAULT 'open';

-- The defaults that every row has satisfy them, so they need no look at the rows.
ALTER TABLE publications ADD CONSTRAINT publications_contributor_publishing_is_known
    CHECK (contributor_publishing IN ('never', 'after_review', 'themselves')) NOT VALID;
ALTER TABLE publications ADD CONSTRAINT publications_comments_default_is_known
    CHECK (comments_default IN ('open', 'followers', 'members', 'off')) NOT VALID;

-- Names that publications and people had before. They still answer, and nobody else gets them.
CREATE TABLE former_publication_handles (
    handle         text COLLATE "C" PRIMARY KEY,
    publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE
);

CREATE INDEX former_publication_handles_of_publication ON former_publication_handles (publication_id);

CREATE TABLE former_usernames (
    username text COLLATE "C" PRIMARY KEY,
    user_id  uuid NOT NULL REFERENCES users ON DELETE CASCADE
);

CREATE INDEX former_usernames_of_user ON former_usernames (user_id);

-- It looks after the name was written: whoever gave this name up has committed by then, because the
-- unique index waited for them. To callers it is as if the name were in that index.
CREATE FUNCTION keep_former_handles_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM former_publication_handles
                WHERE handle = NEW.handle AND publication_id <> NEW.id) THEN
        RAISE unique_violation USING
            MESSAGE = 'another publication was called so', TABLE = 'publications', CONSTRAINT = 'publications_handle';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER publications_keep_former_handles_taken
    AFTER INSERT OR UPDATE OF handle ON publications
    FOR EACH ROW EXECUTE FUNCTION keep_former_handles_taken();

CREATE FUNCTION keep_former_usernames_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM former_usernames WHERE username = NEW.username AND user_id <> NEW.id) THEN
        RAISE unique_violation USING
            MESSAGE = 'somebody else was called so', TABLE = 'users', CONSTRAINT = 'users_username';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER users_keep_former_usernames_taken
    AFTER INSERT OR UPDATE OF username ON users
    FOR EACH ROW EXECUTE FUNCTION keep_former_usernames_taken();

SELECT announce_changes_of('former_publication_handles', 'publication_id');
SELECT announce_changes_of('former_usernames', 'user_id');

-- Whatever is found by a name, or not, depends on these in the words of 0011.
CREATE FUNCTION announce_former_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('broadsheet_changes', TG_ARGV[0] || '.listed');
    IF TG_OP <> 'INSERT' THEN
        PERFORM pg_notify('broadsheet_changes',
                          TG_ARGV[0] || '.named:' || replace(to_jsonb(OLD) ->> TG_ARGV[1], '-', ''));
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER announce_former_name AFTER INSERT OR UPDATE OR DELETE ON former_publication_handles
    FOR EACH ROW EXECUTE FUNCTION announce_former_name('publications', 'publication_id');

CREATE TRIGGER announce_former_name AFTER INSERT OR UPDATE OR DELETE ON former_usernames
    FOR EACH ROW EXECUTE FUNCTION announce_former_name('users', 'user_id');

-- Invitations that were not accepted, declined or revoked yet. What became of the others stands in
-- audit_entries. One to an address holds no secret: that of its letter is in mailed_links.
CREATE TABLE publication_invitations (
    id             uuid PRIMARY KEY,
    publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE,
    inviter_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    role           text NOT NULL,
    email          text,
    token_hash     bytea CONSTRAINT publication_invitations_token UNIQUE,
    capacity       integer NOT NULL,
    uses           integer NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    CONSTRAINT publication_invitations_role_is_known CHECK (role IN ('contributor', 'editor', 'owner')),
    CONSTRAINT publication_invitations_email_or_link CHECK (num_nonnulls(email, token_hash) = 1),
    CONSTRAINT publication_invitations_email_is_short CHECK (char_length(email) BETWEEN 3 AND 254),
    CONSTRAINT publication_invitations_token_is_a_hash CHECK (octet_length(token_hash) = 32),
    CONSTRAINT publication_invitations_links_make_no_owners CHECK (email IS NOT NULL OR role <> 'owner'),
    CONSTRAINT publication_invitations_letters_are_for_one CHECK (email IS NULL OR capacity = 1),
    CONSTRAINT publication_invitations_capacity_is_bounded CHECK (capacity BETWEEN 1 AND 1000),
    CONSTRAINT publication_invitations_are_not_overused CHECK (uses BETWEEN 0 AND capacity)
);

CREATE UNIQUE INDEX publication_invitations_once_for_each_address
    ON publication_invitations (publication_id, lower(email)) WHERE email IS NOT NULL;
CREATE INDEX publication_invitations_newest
    ON publication_invitations (publication_id, created_at DESC, id DESC);
CREATE INDEX publication_invitations_to_address
    ON publication_invitations (lower(email), created_at DESC, id DESC) WHERE email IS NOT NULL;
CREATE INDEX publication_invitations_by_inviter ON publication_invitations (inviter_id, publication_id);

-- Whoever goes, in whatever way, leaves no door open behind them.
CREATE FUNCTION take_invitations_along() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM publication_invitations
     WHERE inviter_id = OLD.user_id AND publication_id = OLD.publication_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER memberships_take_invitations_along
    AFTER DELETE ON memberships
    FOR EACH ROW EXECUTE FUNCTION take_invitations_along();

-- What a front end shows before all other posts. A row repeats what its post says of its place; see
-- post_authors. So it belongs to the publication, and is_public is false while nobody may read it.
CREATE TABLE pinned_posts (
    publication_id uuid PRIMARY KEY REFERENCES publications ON DELETE CASCADE,
    post_id        uuid NOT NULL,
    is_public      boolean NOT NULL,
    listed_at      timestamptz NOT NULL,
    CONSTRAINT pinned_posts_repeat_their_post
        FOREIGN KEY (post_id, publication_id, is_public, listed_at)
        REFERENCES posts (id, publication_id, is_public, listed_at)
        ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE INDEX pinned_posts_of_post ON pinned_posts (post_id);

CREATE TABLE navigation_links (
    publication_id uuid NOT NULL REFERENCES publications ON DELETE CASCADE,
    position       integer NOT NULL,
    label          text NOT NULL,
    url            text NOT NULL,
    PRIMARY KEY (publication_id, position),
    CONSTRAINT navigation_links_are_few CHECK (position BETWEEN 0 AND 19),
    CONSTRAINT navigation_links_label_is_short CHECK (char_length(label) BETWEEN 1 AND 100),
    CONSTRAINT navigation_links_url_is_short CHECK (char_length(url) BETWEEN 1 AND 2000),
    CONSTRAINT navigation_links_lead_somewhere CHECK (url ~ '^(https?://|/(?!/))')
);

SELECT announce_changes_of('pinned_posts', 'publication_id');
SELECT announce_changes_of('navigation_links', 'publication_id');

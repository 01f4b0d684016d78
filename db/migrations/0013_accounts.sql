-- How people prove who they are. What everyone may see of them stays in users; nothing in these tables
-- is ever shown to anybody but the person. Secrets are stored as SHA-256 of what was handed out: they
-- have 256 random bits, so nobody finds them by trying.

CREATE TABLE accounts (
    user_id             uuid PRIMARY KEY REFERENCES users,
    email               text NOT NULL,
    email_verified_at   timestamptz,
    password_hash       text,
    password_changed_at timestamptz,
    role                text NOT NULL DEFAULT 'member',
    created_at          timestamptz NOT NULL,
    CONSTRAINT accounts_role_is_known CHECK (role IN ('member', 'moderator', 'admin')),
    CONSTRAINT accounts_email_is_short CHECK (char_length(email) BETWEEN 3 AND 254)
);

COMMENT ON COLUMN accounts.password_hash IS 'Argon2id. Null for people who sign in elsewhere only.';

-- One account for each address, however it is written.
CREATE UNIQUE INDEX accounts_email ON accounts (lower(email));

-- A browser or an application in which a person is signed in.
CREATE TABLE sessions (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
    token_hash   bytea NOT NULL CONSTRAINT sessions_token UNIQUE,
    user_agent   text,
    address      inet,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    CONSTRAINT sessions_token_is_a_hash CHECK (octet_length(token_hash) = 32)
);

CREATE INDEX sessions_newest ON sessions (user_id, created_at DESC, id DESC);
CREATE INDEX sessions_expired ON sessions (expires_at);

-- What a person gives to a program that acts for them.
CREATE TABLE access_tokens (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
    name         text NOT NULL,
    hint         text NOT NULL,
    token_hash   bytea NOT NULL CONSTRAINT access_tokens_token UNIQUE,
    scopes       text[] NOT NULL,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    expires_at   timestamptz,
    CONSTRAINT access_tokens_name_is_short CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT access_tokens_token_is_a_hash CHECK (octet_length(token_hash) = 32),
    CONSTRAINT access_tokens_scopes_are_known
        CHECK (scopes <@ ARRAY['read', 'write_posts', 'write_comments', 'moderate', 'admin'])
);

COMMENT ON COLUMN access_tokens.hint IS 'The first characters of the token, by which people tell their tokens apart.';

CREATE INDEX access_tokens_newest ON access_tokens (user_id, created_at DESC, id DESC);

-- Links sent by mail. Each works once, for the address that it was sent to.
CREATE TABLE mailed_links (
    token_hash bytea PRIMARY KEY,
    purpose    text NOT NULL,
    user_id    uuid REFERENCES users ON DELETE CASCADE,
    subject_id uuid,
    email      text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT mailed_links_purpose_is_known CHECK (
        purpose IN ('verify_email', 'change_email', 'reset_password', 'claim_user',
                    'sign_up_invitation', 'publication_invitation')
    ),
    CONSTRAINT mailed_links_token_is_a_hash CHECK (octet_length(token_hash) = 32)
);

CREATE INDEX mailed_links_of_user ON mailed_links (user_id, purpose);
CREATE INDEX mailed_links_expired ON mailed_links (expires_at);

-- Letters that wait to be sent, written with the change that they tell of. They hold no secret: that of
-- a link is made when its letter is sent.
CREATE TABLE outgoing_mail (
    id         uuid PRIMARY KEY,
    kind       text NOT NULL,
    recipient  text NOT NULL,
    user_id    uuid REFERENCES users ON DELETE CASCADE,
    subject_id uuid,
    facts      jsonb NOT NULL DEFAULT '{}',
    attempts   integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    send_at    timestamptz NOT NULL
);

CREATE INDEX outgoing_mail_next ON outgoing_mail (send_at, id);
CREATE INDEX outgoing_mail_of_user ON outgoing_mail (user_id) WHERE user_id IS NOT NULL;

-- What was done in the name of others, or to them. Written with the change, never altered.
CREATE TABLE audit_entries (
    id          uuid PRIMARY KEY,
    actor_id    uuid REFERENCES users ON DELETE SET NULL,
    action      text NOT NULL,
    subject     text NOT NULL,
    details     jsonb NOT NULL DEFAULT '{}',
    occurred_at timestamptz NOT NULL
);

COMMENT ON COLUMN audit_entries.subject IS 'The id of what it was done to, as callers read it: post_…, user_….';

CREATE INDEX audit_entries_newest ON audit_entries (occurred_at DESC, id DESC);
CREATE INDEX audit_entries_of_subject ON audit_entries (subject, occurred_at DESC, id DESC);

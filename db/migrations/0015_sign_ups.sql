-- Who has asked to join and has not yet proved the address. Only the proof makes a person of them: until
-- then no name is taken, nothing is public, and there is no password that could be somebody else's.

CREATE TABLE sign_ups (
    id         uuid PRIMARY KEY,
    email      text NOT NULL,
    username   text NOT NULL,
    name       text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT sign_ups_email_is_short CHECK (char_length(email) BETWEEN 3 AND 254),
    CONSTRAINT sign_ups_username_is_plain CHECK (username ~ '^[a-z0-9][a-z0-9_-]{0,59}$'),
    CONSTRAINT sign_ups_name_is_short CHECK (char_length(name) BETWEEN 1 AND 200)
);

CREATE INDEX sign_ups_of_email ON sign_ups (lower(email), created_at DESC);
CREATE INDEX sign_ups_expired ON sign_ups (expires_at);

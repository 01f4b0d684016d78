-- Letters that could not be sent stay for a while, for the operator to look at. Their send_at is
-- 'infinity', so that no sender looks at them again.
ALTER TABLE outgoing_mail ADD COLUMN failed_at timestamptz;

-- The table is of the same release as this file, so there are few rows to index.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX audit_entries_of_actor ON audit_entries (actor_id) WHERE actor_id IS NOT NULL;

-- Who says to be a person that was only imported, until an administrator has looked at it.
CREATE TABLE claims (
    id          uuid PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    claimant_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
    message     text,
    created_at  timestamptz NOT NULL,
    CONSTRAINT claims_once_for_each_claimant UNIQUE (claimant_id, user_id),
    CONSTRAINT claims_message_is_short CHECK (char_length(message) BETWEEN 1 AND 1000)
);

CREATE INDEX claims_oldest ON claims (created_at, id);
CREATE INDEX claims_of_user ON claims (user_id);

-- Who somebody is at a provider of identities: the subject is the provider's own name for them, which it
-- never gives to anybody else.
CREATE TABLE identities (
    issuer     text COLLATE "C" NOT NULL,
    subject    text COLLATE "C" NOT NULL,
    user_id    uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject),
    CONSTRAINT identities_subject_is_short CHECK (char_length(subject) BETWEEN 1 AND 255)
);

CREATE INDEX identities_of_user ON identities (user_id);

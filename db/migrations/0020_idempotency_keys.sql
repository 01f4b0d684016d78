-- What callers call the mutations that they may send twice. A key is stored with the change that it
-- was sent with, in the same transaction, and so is the answer.

CREATE TABLE idempotency_keys (
    user_id      uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    key          text NOT NULL,
    request_hash bytea NOT NULL,
    answer       bytea,
    created_at   timestamptz NOT NULL,
    CONSTRAINT idempotency_keys_once_for_each_user PRIMARY KEY (user_id, key),
    CONSTRAINT idempotency_keys_key_is_short CHECK (char_length(key) BETWEEN 1 AND 255),
    CONSTRAINT idempotency_keys_request_is_a_hash CHECK (octet_length(request_hash) = 32)
);

COMMENT ON COLUMN idempotency_keys.request_hash IS 'SHA-256 of the request: the same key stands for no other.';
COMMENT ON COLUMN idempotency_keys.answer IS 'As it was sent. Null for what holds a secret, or is too large to keep.';

CREATE INDEX idempotency_keys_oldest ON idempotency_keys (created_at);

-- What people without an account want to say. Nobody sees it before they have proved their address, and
-- with the proof it is a comment like any other.
CREATE TABLE guest_comments (
    id         uuid PRIMARY KEY,
    post_id    uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
    parent_id  uuid REFERENCES comments ON DELETE CASCADE,
    email      text NOT NULL,
    name       text NOT NULL,
    markdown   text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT guest_comments_email_is_short CHECK (char_length(email) BETWEEN 3 AND 254),
    CONSTRAINT guest_comments_name_is_short CHECK (char_length(name) BETWEEN 1 AND 100)
);

CREATE INDEX guest_comments_of_email ON guest_comments (lower(email), created_at DESC, id DESC);
CREATE INDEX guest_comments_expired ON guest_comments (expires_at);
CREATE INDEX guest_comments_of_post ON guest_comments (post_id);
CREATE INDEX guest_comments_of_parent ON guest_comments (parent_id) WHERE parent_id IS NOT NULL;

-- Who has proved which address: the comments of one are by one person.
CREATE TABLE guests (
    user_id    uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    email      text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT guests_email_is_short CHECK (char_length(email) BETWEEN 3 AND 254)
);

CREATE UNIQUE INDEX guests_email ON guests (lower(email));

-- The one that follows allows more, and forbids nothing else.
-- squawk-ignore ban-drop-constraint
ALTER TABLE mailed_links DROP CONSTRAINT mailed_links_purpose_is_known;

ALTER TABLE mailed_links ADD CONSTRAINT mailed_links_purpose_is_known CHECK (
    purpose IN ('verify_email', 'change_email', 'reset_password', 'claim_user', 'sign_up_invitation',
                'publication_invitation', 'guest_comment')
) NOT VALID;

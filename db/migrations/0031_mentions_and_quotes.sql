-- Who is named in a text, and what a comment quotes.

-- Whom a text links to, in the order of the text. The rows are written with the text.
CREATE TABLE mentions (
    content_id uuid NOT NULL REFERENCES contents ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    position   integer NOT NULL,
    PRIMARY KEY (content_id, user_id)
);

CREATE INDEX mentions_of_user ON mentions (user_id);

SELECT announce_changes_of('mentions', 'content_id');

-- Who has been told of a text that mentions them, so that nobody is told twice, whatever becomes of it.
CREATE TABLE announced_mentions (
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    post_id    uuid REFERENCES posts ON DELETE CASCADE,
    comment_id uuid REFERENCES comments ON DELETE CASCADE,
    CONSTRAINT announced_mentions_once_in_a_post UNIQUE (post_id, user_id),
    CONSTRAINT announced_mentions_once_in_a_comment UNIQUE (comment_id, user_id),
    CONSTRAINT announced_mentions_are_of_one_text CHECK (num_nonnulls(post_id, comment_id) = 1)
);

CREATE INDEX announced_mentions_of_user ON announced_mentions (user_id);

-- Whose words a comment repeats. The words are in its text, so they stay when the other one goes.
ALTER TABLE comments ADD COLUMN quoted_id uuid;

ALTER TABLE comments
    ADD CONSTRAINT comments_quote_from_the_same_post
        FOREIGN KEY (quoted_id, post_id) REFERENCES comments (id, post_id)
        ON DELETE SET NULL (quoted_id) NOT VALID,
    ADD CONSTRAINT comments_quote_others CHECK (quoted_id <> id) NOT VALID;

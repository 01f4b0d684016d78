-- no-transaction
-- Every statement of such a file is sent by itself, which squawk cannot know.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction

-- What the foreign key looks for when a comment goes.
CREATE INDEX CONCURRENTLY IF NOT EXISTS comments_quoting ON comments (quoted_id) WHERE quoted_id IS NOT NULL;

-- Rows are looked at while others read and write.
ALTER TABLE comments VALIDATE CONSTRAINT comments_quote_from_the_same_post;
ALTER TABLE comments VALIDATE CONSTRAINT comments_quote_others;

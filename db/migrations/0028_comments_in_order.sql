-- no-transaction
-- Every statement of such a file is sent by itself, which squawk cannot know.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction

-- Where a new comment stands among its siblings, of which those that are hidden have places too.
CREATE INDEX CONCURRENTLY IF NOT EXISTS comments_in_order ON comments (post_id, created_at, id) WHERE parent_id IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS replies_in_order ON comments (parent_id, created_at, id) WHERE parent_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS comments_by_parent;

-- Rows are looked at while others read and write.
ALTER TABLE comments VALIDATE CONSTRAINT comments_are_by_somebody;

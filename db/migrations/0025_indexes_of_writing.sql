-- no-transaction
-- Every statement of such a file is sent by itself, which squawk cannot know.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction

-- The lists of those who write, and what the foreign keys look for when a person or a picture goes.
CREATE INDEX CONCURRENTLY IF NOT EXISTS posts_unpublished_of_publication
    ON posts (publication_id, updated_at DESC, id DESC) WHERE status <> 'published';
CREATE INDEX CONCURRENTLY IF NOT EXISTS post_authors_of_user ON post_authors (user_id, post_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS posts_of_author ON posts (author_id, id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS posts_edited_by ON posts (edited_by) WHERE edited_by IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS comments_of_author ON comments (author_id, id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS revisions_of_author ON revisions (author_id, id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS revisions_by_cover ON revisions (cover_id) WHERE cover_id IS NOT NULL;

-- Rows are looked at while others read and write.
ALTER TABLE posts VALIDATE CONSTRAINT posts_status_is_known;
ALTER TABLE posts VALIDATE CONSTRAINT posts_deleted_can_be_restored;
ALTER TABLE posts VALIDATE CONSTRAINT posts_version_is_counted;
ALTER TABLE posts VALIDATE CONSTRAINT posts_edited_by_somebody;
ALTER TABLE revisions VALIDATE CONSTRAINT revisions_note_is_short;
ALTER TABLE revisions VALIDATE CONSTRAINT revisions_cover;
ALTER TABLE publications VALIDATE CONSTRAINT publications_contributor_publishing_is_known;
ALTER TABLE publications VALIDATE CONSTRAINT publications_comments_default_is_known;

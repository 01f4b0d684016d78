-- no-transaction
-- Every statement of such a file is sent by itself, which squawk cannot know.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS posts_rising
    ON posts (rising(reaction_count, comment_count, published_at) DESC, id DESC) WHERE status = 'published';
CREATE INDEX CONCURRENTLY IF NOT EXISTS posts_rising_of_publication
    ON posts (publication_id, rising(reaction_count, comment_count, published_at) DESC, id DESC)
    WHERE status = 'published';

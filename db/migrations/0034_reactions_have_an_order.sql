-- no-transaction
-- Every statement of such a file is sent by itself, which squawk cannot know.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction

-- Who reacted, newest first: all of them, and those of one kind.
CREATE INDEX CONCURRENTLY IF NOT EXISTS post_reactions_newest
    ON post_reactions (post_id, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS post_reactions_newest_of_kind
    ON post_reactions (post_id, kind, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS comment_reactions_newest
    ON comment_reactions (comment_id, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS comment_reactions_newest_of_kind
    ON comment_reactions (comment_id, kind, created_at DESC);

-- no-transaction
-- Every statement of such a file is sent by itself, which squawk cannot know.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction

CALL fill_search();

-- Whoever writes brings the index up to date at once (fastupdate = off): nobody who searches waits for
-- what others have left to do.
CREATE INDEX CONCURRENTLY IF NOT EXISTS post_search_words ON post_search USING gin (words) WITH (fastupdate = off);
CREATE INDEX CONCURRENTLY IF NOT EXISTS post_search_names ON post_search USING gin (name_words) WITH (fastupdate = off);
CREATE INDEX CONCURRENTLY IF NOT EXISTS post_search_newest ON post_search (listed_at DESC, post_id DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS post_search_stale ON post_search (post_id) WHERE is_stale;
CREATE INDEX CONCURRENTLY IF NOT EXISTS comment_search_words ON comment_search USING gin (words) WITH (fastupdate = off);
CREATE INDEX CONCURRENTLY IF NOT EXISTS comment_search_newest ON comment_search (listed_at DESC, comment_id DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS user_search_words ON user_search USING gin (words) WITH (fastupdate = off);
CREATE INDEX CONCURRENTLY IF NOT EXISTS user_search_names ON user_search USING gin (name_words) WITH (fastupdate = off);
CREATE INDEX CONCURRENTLY IF NOT EXISTS user_search_newest ON user_search (listed_at DESC, user_id DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tag_search_words ON tag_search USING gin (words) WITH (fastupdate = off);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tag_search_names ON tag_search USING gin (name_words) WITH (fastupdate = off);
CREATE INDEX CONCURRENTLY IF NOT EXISTS tag_search_newest ON tag_search (listed_at DESC, tag_id DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS publication_search_words ON publication_search USING gin (words) WITH (fastupdate = off);
CREATE INDEX CONCURRENTLY IF NOT EXISTS publication_search_names ON publication_search USING gin (name_words) WITH (fastupdate = off);
CREATE INDEX CONCURRENTLY IF NOT EXISTS publication_search_newest ON publication_search (listed_at DESC, publication_id DESC);

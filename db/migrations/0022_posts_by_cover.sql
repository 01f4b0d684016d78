-- no-transaction
-- Whoever removes a picture must know quickly that no post shows it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS posts_by_cover ON posts (cover_id) WHERE cover_id IS NOT NULL;

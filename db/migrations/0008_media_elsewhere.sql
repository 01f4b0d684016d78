-- no-transaction
-- Files that stay elsewhere are known by their address.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS media_assets_elsewhere
    ON media_assets (source_url) WHERE key IS NULL;

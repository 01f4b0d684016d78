-- Most changes of these rows are of counters and words, and move nothing in a list by date, under no
-- filter and at no address. So those that may are announced by names of their own: `posts.listed`,
-- and `posts.listed_in:<id of a publication>`. What is found by a name of a publication depends on that
-- name alone: `publications.named:<id>`.

CREATE FUNCTION announce_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('broadsheet_changes', TG_TABLE_NAME || '.listed');
    IF TG_OP <> 'INSERT' THEN
        PERFORM pg_notify('broadsheet_changes', TG_TABLE_NAME || '.named:' || replace(OLD.id::text, '-', ''));
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER announce_listed AFTER INSERT OR DELETE ON users
    FOR EACH ROW EXECUTE FUNCTION announce_listed();

CREATE TRIGGER announce_relisted AFTER UPDATE ON users
    FOR EACH ROW WHEN ((OLD.id, OLD.username, OLD.created_at) IS DISTINCT FROM (NEW.id, NEW.username, NEW.created_at))
    EXECUTE FUNCTION announce_listed();

CREATE TRIGGER announce_listed AFTER INSERT OR DELETE ON publications
    FOR EACH ROW EXECUTE FUNCTION announce_listed();

CREATE TRIGGER announce_relisted AFTER UPDATE ON publications
    FOR EACH ROW WHEN (
        (OLD.id, OLD.handle, OLD.host, OLD.created_at)
            IS DISTINCT FROM (NEW.id, NEW.handle, NEW.host, NEW.created_at)
    )
    EXECUTE FUNCTION announce_listed();

-- What is not public, and was not, is in no list. What belongs to a post comes and goes with it, where
-- that was there before: `posts.visibility`.

CREATE FUNCTION announce_listed_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('broadsheet_changes', 'posts.listed');
    IF TG_OP <> 'INSERT' THEN
        PERFORM pg_notify('broadsheet_changes', 'posts.listed_in:' || replace(OLD.publication_id::text, '-', ''));
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.status = 'published') <> (NEW.status = 'published') THEN
        PERFORM pg_notify('broadsheet_changes', 'posts.visibility');
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM pg_notify('broadsheet_changes', 'posts.listed_in:' || replace(NEW.publication_id::text, '-', ''));
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER announce_listed AFTER INSERT ON posts
    FOR EACH ROW WHEN (NEW.status = 'published') EXECUTE FUNCTION announce_listed_post();

CREATE TRIGGER announce_unlisted AFTER DELETE ON posts
    FOR EACH ROW WHEN (OLD.status = 'published') EXECUTE FUNCTION announce_listed_post();

CREATE TRIGGER announce_relisted AFTER UPDATE ON posts
    FOR EACH ROW WHEN (
        'published' IN (OLD.status, NEW.status)
        AND (OLD.id, OLD.status, OLD.publication_id, OLD.author_id, OLD.co_author_ids, OLD.tag_ids,
             OLD.slug, OLD.path, OLD.language, OLD.published_at)
            IS DISTINCT FROM
            (NEW.id, NEW.status, NEW.publication_id, NEW.author_id, NEW.co_author_ids, NEW.tag_ids,
             NEW.slug, NEW.path, NEW.language, NEW.published_at)
    )
    EXECUTE FUNCTION announce_listed_post();

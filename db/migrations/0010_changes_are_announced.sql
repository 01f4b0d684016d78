-- Whoever keeps what was read hears what changed, on the channel broadsheet_changes: once it is
-- committed, in the order of commits, whoever wrote. What is sent are names with spaces between:
-- `comments:<id>` is a row, `comments.post_id:<id>` are the rows that have this value in this column,
-- or had it before, and `comments:*` is more than is worth naming. Ids are 32 hexadecimal digits.

CREATE FUNCTION announce_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    most_rows  CONSTANT integer := 50;
    most_bytes CONSTANT integer := 7900; -- a notification has less than 8000
    many       boolean := TG_OP = 'TRUNCATE';
    before     jsonb[] := '{}';
    after      jsonb[] := '{}';
    names      text;
BEGIN
    -- One row more than is named is enough to tell, and a row is dear to take apart.
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        many := (SELECT count(*) FROM (SELECT FROM old_rows LIMIT most_rows + 1) few) > most_rows;
        IF NOT many THEN
            before := ARRAY(SELECT to_jsonb(old_rows) FROM old_rows);
        END IF;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') AND NOT many THEN
        many := (SELECT count(*) FROM (SELECT FROM new_rows LIMIT most_rows + 1) few) > most_rows;
        IF NOT many THEN
            after := ARRAY(SELECT to_jsonb(new_rows) FROM new_rows);
        END IF;
    END IF;
    IF NOT many THEN
        names := (
            SELECT string_agg(DISTINCT named.prefix || replace(changed ->> named.column, '-', ''), ' ')
              FROM unnest(before || after) changed,
                   LATERAL (
                       SELECT name AS column,
                              TG_TABLE_NAME || CASE name WHEN 'id' THEN ':' ELSE '.' || name || ':' END AS prefix
                         FROM unnest(TG_ARGV) name
                   ) named
        );
        many := octet_length(names) > most_bytes;
    END IF;
    names := CASE WHEN many THEN TG_TABLE_NAME || ':*' ELSE names END;
    IF names IS NOT NULL THEN
        PERFORM pg_notify('broadsheet_changes', names);
    END IF;
    RETURN NULL;
END
$$;

-- For every table whose rows answers show, with its own id, if it has one, and the ids of what its
-- rows are listed under.
CREATE FUNCTION announce_changes_of(watched regclass, VARIADIC columns text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    named text := (SELECT string_agg(quote_literal(name), ', ') FROM unnest(columns) name);
BEGIN
    EXECUTE format(
        'CREATE TRIGGER announce_inserted AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows '
        'FOR EACH STATEMENT EXECUTE FUNCTION announce_changes(%s)', watched, named);
    EXECUTE format(
        'CREATE TRIGGER announce_updated AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows '
        'NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_changes(%s)', watched, named);
    EXECUTE format(
        'CREATE TRIGGER announce_deleted AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows '
        'FOR EACH STATEMENT EXECUTE FUNCTION announce_changes(%s)', watched, named);
    EXECUTE format(
        'CREATE TRIGGER announce_truncated AFTER TRUNCATE ON %s '
        'FOR EACH STATEMENT EXECUTE FUNCTION announce_changes()', watched);
END
$$;

SELECT announce_changes_of('users', 'id');
SELECT announce_changes_of('publications', 'id');
SELECT announce_changes_of('memberships', 'publication_id', 'user_id');
SELECT announce_changes_of('contents', 'id');
SELECT announce_changes_of('media_assets', 'id');
SELECT announce_changes_of('posts', 'id', 'publication_id');
SELECT announce_changes_of('post_authors', 'post_id', 'user_id');
SELECT announce_changes_of('tags', 'id');
SELECT announce_changes_of('former_tag_slugs', 'tag_id');
SELECT announce_changes_of('post_tags', 'post_id', 'tag_id');
SELECT announce_changes_of('publication_tags', 'publication_id', 'tag_id');
SELECT announce_changes_of('series', 'id', 'publication_id');
SELECT announce_changes_of('series_posts', 'series_id', 'post_id');
SELECT announce_changes_of('pages', 'id', 'publication_id');
SELECT announce_changes_of('redirects', 'id', 'publication_id', 'post_id', 'page_id');
SELECT announce_changes_of('comments', 'id', 'post_id', 'parent_id', 'author_id');
SELECT announce_changes_of('post_reaction_counts', 'post_id');
SELECT announce_changes_of('comment_reaction_counts', 'comment_id');

-- It runs after every statement that writes, most of which write one row, so it is made to be quick
-- with that: expressions cost less than queries.

CREATE OR REPLACE FUNCTION announce_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    most_rows  CONSTANT integer := 50;
    most_bytes CONSTANT integer := 7900; -- a notification has less than 8000
    many       boolean := TG_OP = 'TRUNCATE';
    before     jsonb[] := '{}';
    after      jsonb[] := '{}';
    changed    jsonb;
    listed_by  text;
    name       text;
    names      text := '';
BEGIN
    -- One row more than is named is enough to tell that there are many.
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        before := ARRAY(SELECT to_jsonb(one) FROM (SELECT * FROM old_rows LIMIT most_rows + 1) one);
        many := cardinality(before) > most_rows;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') AND NOT many THEN
        after := ARRAY(SELECT to_jsonb(one) FROM (SELECT * FROM new_rows LIMIT most_rows + 1) one);
        many := cardinality(after) > most_rows;
    END IF;
    IF NOT many THEN
        FOREACH changed IN ARRAY before || after LOOP
            FOREACH listed_by IN ARRAY TG_ARGV LOOP
                name := TG_TABLE_NAME
                     || CASE listed_by WHEN 'id' THEN ':' ELSE '.' || listed_by || ':' END
                     || replace(changed ->> listed_by, '-', '');
                IF position(name IN names) = 0 THEN
                    names := names || name || ' ';
                END IF;
            END LOOP;
        END LOOP;
        many := octet_length(names) > most_bytes;
    END IF;
    IF many THEN
        names := TG_TABLE_NAME || ':*';
    END IF;
    IF names <> '' THEN
        PERFORM pg_notify('broadsheet_changes', names);
    END IF;
    RETURN NULL;
END
$$;

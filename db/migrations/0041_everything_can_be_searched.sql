-- What can be found by its words, beside the rows it is of: so a counter of a post never writes its
-- words again, and lists never carry them. Triggers keep it, in the transaction of whoever writes.
-- Who may see what is found is for the views to say: each search reads them, too.
--
-- Among the words are marks, which begin with a control character that no word has. They say when
-- something was published, and whose it is. So filters are answered by the same index, and the newest
-- of many are found without looking at the others: see docs/search.md.

CREATE TABLE post_search (
    post_id       uuid PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    configuration text NOT NULL,
    words         tsvector NOT NULL,
    name          text NOT NULL,
    name_words    tsvector NOT NULL,
    listed_at     timestamptz NOT NULL,
    is_stale      boolean NOT NULL DEFAULT false
);

COMMENT ON COLUMN post_search.configuration IS 'How the words were made of the text: the name of a text search configuration.';
COMMENT ON COLUMN post_search.name_words IS 'The words of the name alone, as they are written.';
COMMENT ON COLUMN post_search.is_stale IS 'Whether a tag of the post has another name since.';

CREATE TABLE comment_search (
    comment_id    uuid PRIMARY KEY REFERENCES comments ON DELETE CASCADE,
    configuration text NOT NULL,
    words         tsvector NOT NULL,
    listed_at     timestamptz NOT NULL
);

CREATE TABLE user_search (
    user_id       uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    configuration text NOT NULL,
    words         tsvector NOT NULL,
    name          text NOT NULL,
    name_words    tsvector NOT NULL,
    listed_at     timestamptz NOT NULL
);

CREATE TABLE tag_search (
    tag_id        uuid PRIMARY KEY REFERENCES tags ON DELETE CASCADE,
    configuration text NOT NULL,
    words         tsvector NOT NULL,
    name          text NOT NULL,
    name_words    tsvector NOT NULL,
    listed_at     timestamptz NOT NULL
);

CREATE TABLE publication_search (
    publication_id uuid PRIMARY KEY REFERENCES publications ON DELETE CASCADE,
    configuration  text NOT NULL,
    words          tsvector NOT NULL,
    name           text NOT NULL,
    name_words     tsvector NOT NULL,
    listed_at      timestamptz NOT NULL
);

-- Which configurations there are words of. A question is asked in each of them.
CREATE TABLE search_configurations (
    kind          text NOT NULL,
    configuration text NOT NULL,
    PRIMARY KEY (kind, configuration)
);

-- Those that every PostgreSQL has from release 15 on. Others are searched by words as they are.
CREATE FUNCTION search_configuration(language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(
        (
            SELECT configuration
              FROM (
                       VALUES ('ar', 'arabic'), ('hy', 'armenian'), ('eu', 'basque'), ('ca', 'catalan'),
                              ('da', 'danish'), ('nl', 'dutch'), ('en', 'english'), ('fi', 'finnish'),
                              ('fr', 'french'), ('de', 'german'), ('el', 'greek'), ('hi', 'hindi'),
                              ('hu', 'hungarian'), ('id', 'indonesian'), ('ga', 'irish'),
                              ('it', 'italian'), ('lt', 'lithuanian'), ('ne', 'nepali'),
                              ('no', 'norwegian'), ('nb', 'norwegian'), ('nn', 'norwegian'),
                              ('pt', 'portuguese'), ('ro', 'romanian'), ('ru', 'russian'),
                              ('sr', 'serbian'), ('es', 'spanish'), ('sv', 'swedish'),
                              ('ta', 'tamil'), ('tr', 'turkish'), ('yi', 'yiddish')
                   ) AS known (code, configuration)
             WHERE code = split_part(lower(language), '-', 1)
        ),
        'simple'
    )
$$;

-- Words of a plain text. What is between angle brackets would be taken for a tag of HTML, and left out.
CREATE FUNCTION search_words(configuration text, plain text, weight "char") RETURNS tsvector
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT setweight(
        to_tsvector(
            configuration::regconfig,
            replace(replace(left(coalesce(plain, ''), 500000), '<', ' '), '>', ' ')
        ),
        weight
    )
$$;

-- A mark, such as `t` and the id of a tag.
CREATE FUNCTION search_mark(kind text, id uuid) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT E'\x01' || kind || replace(id::text, '-', '')
$$;

CREATE FUNCTION search_day(moment timestamptz) RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT least(greatest(floor(extract(epoch FROM moment) / 86400), 0), 65535)::integer
$$;

-- The day, and the stretches of 4, 16, 64, … days that it is in.
CREATE FUNCTION search_days(moment timestamptz) RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array_agg(E'\x01' || 'd' || level || '.' || (search_day(moment) >> (2 * level)))
      FROM generate_series(0, 7) level
$$;

-- What asks for a mark.
CREATE FUNCTION search_marked(mark text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_to_tsvector(ARRAY[mark])::text::tsquery -- both are quoted alike
$$;

-- What asks for all days between two moments, the newest first: for a day, and for ever longer
-- stretches. None is more than a few times as long as those before it together.
CREATE FUNCTION search_stretches(newest timestamptz, oldest timestamptz) RETURNS SETOF tsquery
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 AS $$
    WITH RECURSIVE walk (ending, longest, level) AS (
        SELECT search_day(newest) + 1, 0, NULL::integer
         UNION ALL
        SELECT walk.ending - (1 << (2 * step.level)),
               CASE
                   WHEN search_day(newest) + 1 - walk.ending + (1 << (2 * step.level))
                        >= 1 << (2 * walk.longest + 2)
                   THEN least(walk.longest + 1, 7)
                   ELSE walk.longest
               END,
               step.level
          FROM walk
         CROSS JOIN LATERAL (
                   SELECT max(level) AS level
                     FROM generate_series(0, walk.longest) level
                    WHERE walk.ending % (1 << (2 * level)) = 0
               ) AS step
         WHERE walk.ending > search_day(oldest)
    )
    SELECT search_marked(E'\x01' || 'd' || level || '.' || (ending >> (2 * level)))
      FROM walk
     WHERE level IS NOT NULL
$$;

CREATE FUNCTION note_search_configurations(searched text, found text[]) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO search_configurations (kind, configuration)
    SELECT DISTINCT searched, configuration FROM unnest(found) configuration
        ON CONFLICT (kind, configuration) DO NOTHING
$$;

-- Rows are held while they are read, so that of two who write at once neither uses what the other
-- has just replaced.

CREATE FUNCTION index_posts(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    configurations text[];
BEGIN
    PERFORM FROM posts WHERE id = ANY(ids) ORDER BY id FOR SHARE;
    WITH stored AS (
        INSERT INTO post_search (post_id, configuration, words, name, name_words, listed_at, is_stale)
        SELECT p.id, its.configuration,
               search_words(its.configuration, p.title, 'A')
               || search_words(its.configuration, concat_ws(E'\n', p.subtitle, filed.names), 'B')
               || search_words(its.configuration, p.brief, 'C')
               || search_words(its.configuration, c.text, 'D')
               || array_to_tsvector(its.marks),
               p.title,
               search_words('simple', p.title, 'A') || array_to_tsvector(its.marks),
               p.listed_at, false
          FROM posts p
          JOIN contents c ON c.id = p.content_id
         CROSS JOIN LATERAL (
                   SELECT search_configuration(p.language) AS configuration,
                          search_days(p.listed_at)
                          || search_mark('p', p.publication_id)
                          || ARRAY(
                                 SELECT search_mark('a', author)
                                   FROM unnest(p.author_id || p.co_author_ids) author
                             )
                          || ARRAY(SELECT search_mark('t', tag) FROM unnest(p.tag_ids) tag)
                          || (E'\x01l' || lower(p.language)) AS marks
               ) AS its
         CROSS JOIN LATERAL (
                   SELECT string_agg(t.name, E'\n') AS names FROM tags t WHERE t.id = ANY(p.tag_ids)
               ) AS filed
         WHERE p.id = ANY(ids) AND p.status = 'published'
            ON CONFLICT (post_id) DO UPDATE
           SET configuration = excluded.configuration, words = excluded.words, name = excluded.name,
               name_words = excluded.name_words, listed_at = excluded.listed_at, is_stale = false
        RETURNING configuration
    )
    SELECT array_agg(DISTINCT configuration) INTO configurations FROM stored;
    PERFORM note_search_configurations('post', configurations);
END
$$;

CREATE FUNCTION index_comments(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    configurations text[];
BEGIN
    PERFORM FROM comments WHERE id = ANY(ids) ORDER BY id FOR SHARE;
    WITH stored AS (
        INSERT INTO comment_search (comment_id, configuration, words, listed_at)
        SELECT c.id, its.configuration,
               search_words(its.configuration, t.text, 'D')
               || array_to_tsvector(its.marks),
               c.created_at
          FROM comments c
          JOIN contents t ON t.id = c.content_id
          JOIN posts p ON p.id = c.post_id
         CROSS JOIN LATERAL (
                   SELECT search_configuration(p.language) AS configuration,
                          search_days(c.created_at)
                          || search_mark('p', p.publication_id)
                          || search_mark('a', c.author_id)
                          || (E'\x01l' || lower(p.language)) AS marks
               ) AS its
         WHERE c.id = ANY(ids) AND c.author_id IS NOT NULL
            ON CONFLICT (comment_id) DO UPDATE
           SET configuration = excluded.configuration, words = excluded.words,
               listed_at = excluded.listed_at
        RETURNING configuration
    )
    SELECT array_agg(DISTINCT configuration) INTO configurations FROM stored;
    PERFORM note_search_configurations('comment', configurations);
END
$$;

CREATE FUNCTION index_users(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM users WHERE id = ANY(ids) ORDER BY id FOR SHARE;
    INSERT INTO user_search (user_id, configuration, words, name, name_words, listed_at)
    SELECT u.id, 'simple',
           search_words('simple', u.name, 'A')
           || search_words('simple', u.username, 'B')
           || search_words('simple', u.bio, 'C')
           || array_to_tsvector(search_days(u.created_at)),
           u.name || ' ' || u.username,
           search_words('simple', u.name || ' ' || u.username, 'A'),
           u.created_at
      FROM users u
     WHERE u.id = ANY(ids)
        ON CONFLICT (user_id) DO UPDATE
       SET words = excluded.words, name = excluded.name, name_words = excluded.name_words,
           listed_at = excluded.listed_at;
    PERFORM note_search_configurations('user', ARRAY['simple']);
END
$$;

CREATE FUNCTION index_tags(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM tags WHERE id = ANY(ids) ORDER BY id FOR SHARE;
    INSERT INTO tag_search (tag_id, configuration, words, name, name_words, listed_at)
    SELECT t.id, 'simple',
           search_words('simple', t.name, 'A')
           || search_words('simple', t.slug, 'B')
           || search_words('simple', t.description, 'C')
           || array_to_tsvector(search_days(t.created_at)),
           t.name || ' ' || t.slug,
           search_words('simple', t.name || ' ' || t.slug, 'A'),
           t.created_at
      FROM tags t
     WHERE t.id = ANY(ids)
        ON CONFLICT (tag_id) DO UPDATE
       SET words = excluded.words, name = excluded.name, name_words = excluded.name_words,
           listed_at = excluded.listed_at;
    PERFORM note_search_configurations('tag', ARRAY['simple']);
END
$$;

CREATE FUNCTION index_publications(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    configurations text[];
BEGIN
    PERFORM FROM publications WHERE id = ANY(ids) ORDER BY id FOR SHARE;
    WITH stored AS (
        INSERT INTO publication_search (publication_id, configuration, words, name, name_words, listed_at)
        SELECT p.id, its.configuration,
               search_words(its.configuration, p.name, 'A')
               || search_words(its.configuration, p.handle, 'B')
               || search_words(its.configuration, p.description, 'C')
               || array_to_tsvector(search_days(p.created_at) || (E'\x01l' || lower(p.language))),
               p.name || ' ' || p.handle,
               search_words('simple', p.name || ' ' || p.handle, 'A'),
               p.created_at
          FROM publications p
         CROSS JOIN LATERAL (
                   SELECT search_configuration(p.language) AS configuration
               ) AS its
         WHERE p.id = ANY(ids)
            ON CONFLICT (publication_id) DO UPDATE
           SET configuration = excluded.configuration, words = excluded.words, name = excluded.name,
               name_words = excluded.name_words, listed_at = excluded.listed_at
        RETURNING configuration
    )
    SELECT array_agg(DISTINCT configuration) INTO configurations FROM stored;
    PERFORM note_search_configurations('publication', configurations);
END
$$;

-- Each is called when something that is searched has changed, and nothing else: counters are not.

CREATE FUNCTION index_changed_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'published' THEN
        PERFORM index_posts(ARRAY[NEW.id]);
    ELSIF TG_OP = 'UPDATE' THEN
        DELETE FROM post_search WHERE post_id = NEW.id;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER posts_are_searched AFTER INSERT ON posts
    FOR EACH ROW WHEN (NEW.status = 'published') EXECUTE FUNCTION index_changed_post();

CREATE TRIGGER posts_are_searched_again AFTER UPDATE ON posts
    FOR EACH ROW WHEN (
        'published' IN (OLD.status, NEW.status)
        AND (OLD.status, OLD.title, OLD.subtitle, OLD.brief, OLD.content_id, OLD.tag_ids, OLD.author_id,
             OLD.co_author_ids, OLD.publication_id, OLD.language, OLD.published_at)
            IS DISTINCT FROM
            (NEW.status, NEW.title, NEW.subtitle, NEW.brief, NEW.content_id, NEW.tag_ids, NEW.author_id,
             NEW.co_author_ids, NEW.publication_id, NEW.language, NEW.published_at)
    )
    EXECUTE FUNCTION index_changed_post();

CREATE FUNCTION index_comments_of_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM index_comments(ARRAY(SELECT id FROM comments WHERE post_id = NEW.id));
    RETURN NULL;
END
$$;

CREATE TRIGGER posts_have_comments_searched AFTER UPDATE ON posts
    FOR EACH ROW WHEN (
        (OLD.publication_id, OLD.language) IS DISTINCT FROM (NEW.publication_id, NEW.language)
    )
    EXECUTE FUNCTION index_comments_of_post();

-- What is deleted has no text any more.
CREATE FUNCTION index_changed_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.content_id IS NULL OR NEW.author_id IS NULL THEN
        DELETE FROM comment_search WHERE comment_id = NEW.id;
    ELSE
        PERFORM index_comments(ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION index_added_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM index_comments(ARRAY(SELECT id FROM added));
    RETURN NULL;
END
$$;

CREATE TRIGGER comments_are_searched AFTER INSERT ON comments
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION index_added_comments();

CREATE TRIGGER comments_are_searched_again AFTER UPDATE ON comments
    FOR EACH ROW WHEN (
        (OLD.content_id, OLD.author_id, OLD.post_id, OLD.created_at)
            IS DISTINCT FROM (NEW.content_id, NEW.author_id, NEW.post_id, NEW.created_at)
    )
    EXECUTE FUNCTION index_changed_comment();

-- A text that is written again where it is: by a newer renderer, or because its author has left.
CREATE FUNCTION index_changed_content() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found uuid[] := ARRAY(SELECT id FROM posts WHERE content_id = NEW.id AND status = 'published');
BEGIN
    IF found <> '{}' THEN
        PERFORM index_posts(found);
    END IF;
    found := ARRAY(SELECT id FROM comments WHERE content_id = NEW.id);
    IF found <> '{}' THEN
        PERFORM index_comments(found);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER contents_are_searched_again AFTER UPDATE ON contents
    FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION index_changed_content();

CREATE FUNCTION index_changed_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM index_users(ARRAY[NEW.id]);
    RETURN NULL;
END
$$;

CREATE TRIGGER users_are_searched AFTER INSERT ON users
    FOR EACH ROW EXECUTE FUNCTION index_changed_user();

CREATE TRIGGER users_are_searched_again AFTER UPDATE ON users
    FOR EACH ROW WHEN (
        (OLD.name, OLD.username, OLD.bio, OLD.created_at)
            IS DISTINCT FROM (NEW.name, NEW.username, NEW.bio, NEW.created_at)
    )
    EXECUTE FUNCTION index_changed_user();

-- Posts are found by the names of their tags. The newest know of a new name at once; as many as there
-- may be of the others follow when the server has time: see index_stale_posts.
CREATE FUNCTION index_changed_tag() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    most_at_once CONSTANT integer := 1000;
    filed uuid[];
BEGIN
    PERFORM index_tags(ARRAY[NEW.id]);
    IF TG_OP = 'UPDATE' AND OLD.name IS DISTINCT FROM NEW.name THEN
        filed := ARRAY(
            SELECT post_id FROM post_tags WHERE tag_id = NEW.id AND is_public
             ORDER BY listed_at DESC, post_id DESC
        );
        PERFORM index_posts(filed[:most_at_once]);
        UPDATE post_search SET is_stale = true WHERE post_id = ANY(filed[most_at_once + 1:]);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER tags_are_searched AFTER INSERT ON tags
    FOR EACH ROW EXECUTE FUNCTION index_changed_tag();

CREATE TRIGGER tags_are_searched_again AFTER UPDATE ON tags
    FOR EACH ROW WHEN (
        (OLD.name, OLD.slug, OLD.description, OLD.created_at)
            IS DISTINCT FROM (NEW.name, NEW.slug, NEW.description, NEW.created_at)
    )
    EXECUTE FUNCTION index_changed_tag();

CREATE FUNCTION index_changed_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM index_publications(ARRAY[NEW.id]);
    RETURN NULL;
END
$$;

CREATE TRIGGER publications_are_searched AFTER INSERT ON publications
    FOR EACH ROW EXECUTE FUNCTION index_changed_publication();

CREATE TRIGGER publications_are_searched_again AFTER UPDATE ON publications
    FOR EACH ROW WHEN (
        (OLD.name, OLD.handle, OLD.description, OLD.language, OLD.created_at)
            IS DISTINCT FROM (NEW.name, NEW.handle, NEW.description, NEW.language, NEW.created_at)
    )
    EXECUTE FUNCTION index_changed_publication();

-- Puts into the index what is not in it, some at a time, while others read and write. It may be called
-- at any time, and is where something was written past the triggers.
CREATE PROCEDURE fill_search() LANGUAGE plpgsql AS $$
DECLARE
    searched text;
    seen     uuid;
    missing  uuid[];
BEGIN
    FOREACH searched IN ARRAY ARRAY['tag', 'publication', 'user', 'post', 'comment'] LOOP
        seen := '00000000-0000-0000-0000-000000000000';
        LOOP
            EXECUTE format(
                'SELECT array_agg(id ORDER BY id) FROM (
                     SELECT t.id FROM %1$I t
                      WHERE t.id > $1 AND %3$s
                        AND NOT EXISTS (SELECT FROM %2$I s WHERE s.%4$I = t.id)
                      ORDER BY t.id LIMIT 500
                 ) left_out',
                searched || 's', searched || '_search',
                CASE searched
                    WHEN 'post' THEN 't.status = ''published'''
                    WHEN 'comment' THEN 't.content_id IS NOT NULL'
                    ELSE 'true'
                END,
                searched || '_id'
            ) INTO missing USING seen;
            EXIT WHEN missing IS NULL;
            EXECUTE format('SELECT index_%s($1)', searched || 's') USING missing;
            seen := missing[cardinality(missing)];
            COMMIT;
        END LOOP;
    END LOOP;
END
$$;

CREATE FUNCTION index_stale_posts(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    stale uuid[] := ARRAY(SELECT post_id FROM post_search WHERE is_stale ORDER BY post_id LIMIT most);
BEGIN
    IF stale <> '{}' THEN
        PERFORM index_posts(stale);
    END IF;
    RETURN cardinality(stale);
END
$$;

-- Names that are written alike, as `pyhton` and `Python` are with two letters in each other's place.
-- Where there is no pg_trgm, none are.
CREATE FUNCTION similar_names(searched text, wanted text, most integer)
RETURNS TABLE (id uuid, likeness real)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF to_regprocedure('word_similarity(text, text)') IS NOT NULL THEN
        PERFORM set_config('pg_trgm.word_similarity_threshold', '0.28', true);
        RETURN QUERY EXECUTE format(
            'SELECT s.%1$I, word_similarity($1, s.name)
               FROM %2$I s
              WHERE $1 <%% s.name
              ORDER BY 2 DESC, 1 DESC
              LIMIT $2',
            searched || '_id', searched || '_search'
        ) USING wanted, most;
    END IF;
END
$$;

-- Says whether names are found that are not written quite right from now on.
CREATE FUNCTION find_similar_names() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX IF NOT EXISTS post_search_by_likeness
        ON post_search USING gin (name gin_trgm_ops) WITH (fastupdate = off);
    CREATE INDEX IF NOT EXISTS user_search_by_likeness
        ON user_search USING gin (name gin_trgm_ops) WITH (fastupdate = off);
    CREATE INDEX IF NOT EXISTS tag_search_by_likeness
        ON tag_search USING gin (name gin_trgm_ops) WITH (fastupdate = off);
    CREATE INDEX IF NOT EXISTS publication_search_by_likeness
        ON publication_search USING gin (name gin_trgm_ops) WITH (fastupdate = off);
    RETURN true;
EXCEPTION WHEN OTHERS THEN
    -- It is not there, or not for us. What differs between servers is why.
    RAISE NOTICE 'Names that are written alike are not found: %', SQLERRM;
    RETURN false;
END
$$;

SELECT find_similar_names();

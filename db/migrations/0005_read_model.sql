-- What lists show of other rows: counters, and the ids of tags and co-authors. Triggers keep them,
-- so that they are right in the same transaction whoever writes.

CREATE FUNCTION keep_tag_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE posts
       SET tag_ids = ARRAY(
               SELECT tag_id FROM post_tags WHERE post_id = posts.id ORDER BY position
           )
     WHERE id = coalesce(NEW.post_id, OLD.post_id);
    RETURN NULL;
END
$$;

CREATE TRIGGER post_tags_keep_tag_ids
    AFTER INSERT OR DELETE OR UPDATE OF tag_id, position ON post_tags
    FOR EACH ROW EXECUTE FUNCTION keep_tag_ids();

CREATE FUNCTION keep_co_author_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE posts
       SET co_author_ids = ARRAY(
               SELECT user_id FROM post_authors
                WHERE post_id = posts.id AND user_id <> posts.author_id
                ORDER BY position
           )
     WHERE id = coalesce(NEW.post_id, OLD.post_id);
    RETURN NULL;
END
$$;

CREATE TRIGGER post_authors_keep_co_author_ids
    AFTER INSERT OR DELETE OR UPDATE OF user_id, position ON post_authors
    FOR EACH ROW EXECUTE FUNCTION keep_co_author_ids();

-- Public posts of a publication.

CREATE FUNCTION count_posts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.status = 'published' THEN
        UPDATE publications SET post_count = post_count - 1 WHERE id = OLD.publication_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.status = 'published' THEN
        UPDATE publications SET post_count = post_count + 1 WHERE id = NEW.publication_id;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER posts_count_of_publication
    AFTER INSERT OR DELETE OR UPDATE OF status, publication_id ON posts
    FOR EACH ROW EXECUTE FUNCTION count_posts();

-- Public posts of a tag, everywhere and in each publication.

CREATE FUNCTION count_tagged_posts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.is_public THEN
        UPDATE tags SET post_count = post_count - 1 WHERE id = OLD.tag_id;
        UPDATE publication_tags SET post_count = post_count - 1
         WHERE publication_id = OLD.publication_id AND tag_id = OLD.tag_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.is_public THEN
        UPDATE tags SET post_count = post_count + 1 WHERE id = NEW.tag_id;
        INSERT INTO publication_tags AS counted (publication_id, tag_id, post_count)
        VALUES (NEW.publication_id, NEW.tag_id, 1)
            ON CONFLICT (publication_id, tag_id) DO UPDATE SET post_count = counted.post_count + 1;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER post_tags_count_posts
    AFTER INSERT OR DELETE OR UPDATE OF tag_id, publication_id, is_public ON post_tags
    FOR EACH ROW EXECUTE FUNCTION count_tagged_posts();

-- Comments: a hidden one buries what answers it, and neither is counted.

CREATE FUNCTION start_buried() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_buried := EXISTS (
        SELECT FROM comments
         WHERE id = NEW.parent_id AND (hidden_at IS NOT NULL OR is_buried)
    );
    RETURN NEW;
END
$$;

CREATE TRIGGER comments_start_buried
    BEFORE INSERT ON comments
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION start_buried();

CREATE FUNCTION bury_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH RECURSIVE below (id, is_buried) AS (
        SELECT id, NEW.hidden_at IS NOT NULL OR NEW.is_buried
          FROM comments
         WHERE parent_id = NEW.id
         UNION ALL
        SELECT reply.id, parent.hidden_at IS NOT NULL OR below.is_buried
          FROM below
          JOIN comments parent ON parent.id = below.id
          JOIN comments reply ON reply.parent_id = below.id
    )
    UPDATE comments
       SET is_buried = below.is_buried
      FROM below
     WHERE comments.id = below.id AND comments.is_buried <> below.is_buried;
    RETURN NULL;
END
$$;

CREATE TRIGGER comments_bury_replies
    AFTER UPDATE OF hidden_at ON comments
    FOR EACH ROW EXECUTE FUNCTION bury_replies();

CREATE FUNCTION count_comments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before integer := 0;
    after  integer := 0;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        before := (OLD.hidden_at IS NULL AND NOT OLD.is_buried)::integer;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := (NEW.hidden_at IS NULL AND NOT NEW.is_buried)::integer;
    END IF;
    IF before <> after THEN
        UPDATE posts SET comment_count = comment_count + after - before
         WHERE id = coalesce(NEW.post_id, OLD.post_id);
        UPDATE comments SET reply_count = reply_count + after - before
         WHERE id = coalesce(NEW.parent_id, OLD.parent_id);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER comments_count
    AFTER INSERT OR DELETE OR UPDATE OF hidden_at, is_buried ON comments
    FOR EACH ROW EXECUTE FUNCTION count_comments();

-- Reactions: one row for each person and kind, summed for each kind, and summed again on what was
-- reacted to.

CREATE FUNCTION count_post_reactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE post_reaction_counts SET given = given - 1
         WHERE post_id = OLD.post_id AND kind = OLD.kind;
    ELSE
        INSERT INTO post_reaction_counts AS counted (post_id, kind, given)
        VALUES (NEW.post_id, NEW.kind, 1)
            ON CONFLICT (post_id, kind) DO UPDATE SET given = counted.given + 1;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER post_reactions_count
    AFTER INSERT OR DELETE ON post_reactions
    FOR EACH ROW EXECUTE FUNCTION count_post_reactions();

CREATE FUNCTION sum_post_reactions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before integer := 0;
    after  integer := 0;
BEGIN
    IF TG_OP <> 'INSERT' THEN before := OLD.given + OLD.imported; END IF;
    IF TG_OP <> 'DELETE' THEN after := NEW.given + NEW.imported; END IF;
    UPDATE posts SET reaction_count = reaction_count + after - before
     WHERE id = coalesce(NEW.post_id, OLD.post_id) AND after <> before;
    RETURN NULL;
END
$$;

CREATE TRIGGER post_reaction_counts_sum
    AFTER INSERT OR UPDATE OR DELETE ON post_reaction_counts
    FOR EACH ROW EXECUTE FUNCTION sum_post_reactions();

CREATE FUNCTION count_comment_reactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE comment_reaction_counts SET given = given - 1
         WHERE comment_id = OLD.comment_id AND kind = OLD.kind;
    ELSE
        INSERT INTO comment_reaction_counts AS counted (comment_id, kind, given)
        VALUES (NEW.comment_id, NEW.kind, 1)
            ON CONFLICT (comment_id, kind) DO UPDATE SET given = counted.given + 1;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER comment_reactions_count
    AFTER INSERT OR DELETE ON comment_reactions
    FOR EACH ROW EXECUTE FUNCTION count_comment_reactions();

CREATE FUNCTION sum_comment_reactions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before integer := 0;
    after  integer := 0;
BEGIN
    IF TG_OP <> 'INSERT' THEN before := OLD.given + OLD.imported; END IF;
    IF TG_OP <> 'DELETE' THEN after := NEW.given + NEW.imported; END IF;
    UPDATE comments SET reaction_count = reaction_count + after - before
     WHERE id = coalesce(NEW.comment_id, OLD.comment_id) AND after <> before;
    RETURN NULL;
END
$$;

CREATE TRIGGER comment_reaction_counts_sum
    AFTER INSERT OR UPDATE OR DELETE ON comment_reaction_counts
    FOR EACH ROW EXECUTE FUNCTION sum_comment_reactions();

-- A discussion that arrives whole, as an import's does, would change the counter of its post once
-- for each comment, and each change of a row passes all earlier ones of its transaction. So what is
-- added is counted once for each statement.

CREATE FUNCTION count_added_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE posts
       SET comment_count = comment_count + added_here.number
      FROM (
          SELECT post_id, count(*) AS number
            FROM added
           WHERE hidden_at IS NULL AND NOT is_buried
           GROUP BY post_id
      ) added_here
     WHERE posts.id = added_here.post_id;
    UPDATE comments
       SET reply_count = reply_count + added_here.number
      FROM (
          SELECT parent_id, count(*) AS number
            FROM added
           WHERE parent_id IS NOT NULL AND hidden_at IS NULL AND NOT is_buried
           GROUP BY parent_id
      ) added_here
     WHERE comments.id = added_here.parent_id;
    RETURN NULL;
END
$$;

DROP TRIGGER comments_count ON comments;

CREATE TRIGGER comments_count
    AFTER DELETE OR UPDATE OF hidden_at, is_buried ON comments
    FOR EACH ROW EXECUTE FUNCTION count_comments();

CREATE TRIGGER comments_count_added
    AFTER INSERT ON comments
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION count_added_comments();

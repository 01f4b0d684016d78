-- What leads readers on: posts that are taken up, posts about the same things, and tags beside tags.

-- How far a post has risen: its age counts against it by being fixed, as that of others grows. A day
-- later is worth ten times the response, of which a comment is worth two reactions. Numbers, not floating
-- points, so that an index means the same on every machine.
CREATE FUNCTION rising(reactions integer, comments integer, published_at timestamptz) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT least(greatest(
               extract(epoch FROM published_at - timestamptz '2000-01-01 00:00:00+00')
                   + 86400 * log(1 + reactions::numeric + 2 * comments::numeric),
               -2000000000), 2000000000)::integer
$$;

-- The posts nearest to one, of a bounded number that are looked at: the newest 100 of each of its tags,
-- 50 parts of each of its series, and the newest 50 of its author. A tag that few posts have says more.
CREATE FUNCTION related_posts(wanted uuid) RETURNS TABLE (post_id uuid, relatedness integer)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 AS $$
    WITH reasons (post_id, points) AS (
        SELECT tagged.post_id, (1000 / (1 + ln(greatest(t.post_count, 1))))::integer
          FROM post_tags mine
          JOIN tags t ON t.id = mine.tag_id
         CROSS JOIN LATERAL (
                   SELECT o.post_id
                     FROM post_tags o
                    WHERE o.tag_id = mine.tag_id AND o.is_public
                    ORDER BY o.listed_at DESC, o.post_id DESC
                    LIMIT 100
               ) tagged
         WHERE mine.post_id = wanted AND mine.is_public
         UNION ALL
        SELECT part.post_id, 500
          FROM series_posts mine
         CROSS JOIN LATERAL (
                   SELECT o.post_id
                     FROM series_posts o
                    WHERE o.series_id = mine.series_id AND o.position >= mine.position - 25
                    ORDER BY o.position
                    LIMIT 50
               ) part
         WHERE mine.post_id = wanted
         UNION ALL
        SELECT written.post_id, 100
          FROM posts p
         CROSS JOIN LATERAL (
                   SELECT o.post_id
                     FROM post_authors o
                    WHERE o.user_id = p.author_id AND o.is_public
                    ORDER BY o.listed_at DESC, o.post_id DESC
                    LIMIT 50
               ) written
         WHERE p.id = wanted AND p.is_public
    )
    SELECT r.post_id, sum(r.points)::integer AS relatedness
      FROM reasons r
      JOIN posts p ON p.id = wanted AND p.is_public
     WHERE r.post_id <> wanted
     GROUP BY r.post_id
     ORDER BY relatedness DESC, r.post_id DESC
     LIMIT 100
$$;

-- The tags that stand beside one on its newest 500 posts, in thousandths: how many of them have the
-- other tag too, weighed against how common that is (the cosine of the two sets, of which one is cut).
CREATE FUNCTION similar_tags(wanted uuid) RETURNS TABLE (tag_id uuid, similarity integer)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 50 AS $$
    WITH newest AS (
        SELECT o.post_id
          FROM post_tags o
         WHERE o.tag_id = wanted AND o.is_public
         ORDER BY o.listed_at DESC, o.post_id DESC
         LIMIT 500
    ), beside AS (
        SELECT o.tag_id, count(*) AS together
          FROM newest n
          JOIN post_tags o ON o.post_id = n.post_id
         WHERE o.tag_id <> wanted AND o.is_public
         GROUP BY o.tag_id
    )
    SELECT b.tag_id,
           (1000 * b.together / sqrt((SELECT count(*) FROM newest) * greatest(t.post_count, b.together)))::integer
               AS similarity
      FROM beside b
      JOIN tags t ON t.id = b.tag_id
     ORDER BY similarity DESC, b.tag_id DESC
     LIMIT 50
$$;

-- The same as before for searches that rarely match: they begin with longer stretches, of 4 to the power
-- of `shortest` days, so that fewer are looked into one after the other.
CREATE FUNCTION search_stretches(newest timestamptz, oldest timestamptz, shortest integer)
RETURNS SETOF tsquery
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 AS $$
    WITH RECURSIVE start (first) AS (
        SELECT ((search_day(newest) >> (2 * shortest)) + 1) << (2 * shortest)
    ), walk (ending, longest, level) AS (
        SELECT first, shortest, NULL::integer FROM start
         UNION ALL
        SELECT walk.ending - (1 << (2 * step.level)),
               CASE
                   WHEN start.first - walk.ending + (1 << (2 * step.level)) >= 1 << (2 * walk.longest + 2)
                   THEN least(walk.longest + 1, 7)
                   ELSE walk.longest
               END,
               step.level
          FROM start, walk
         CROSS JOIN LATERAL (
                   SELECT max(level) AS level
                     FROM generate_series(shortest, walk.longest) level
                    WHERE walk.ending % (1 << (2 * level)) = 0
               ) AS step
         WHERE walk.ending > search_day(oldest)
    )
    SELECT search_marked(E'\x01' || 'd' || level || '.' || (ending >> (2 * level)))
      FROM walk
     WHERE level IS NOT NULL
$$;

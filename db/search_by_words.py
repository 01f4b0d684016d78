"""The statements of searches by words, made of what is asked for and of which types.

The newest matches of each type are found first, stretch of days by stretch of days, and only these
are ranked. So what a search costs hardly depends on how many matches there are.
"""

from functools import lru_cache

from db import tags
from db.search_wishes import (
    MOMENTS,
    MOST_KEPT,
    SEARCHED,
    SHORTEST_FOR_NAMES,
    Wish,
    marks_of,
    newest_of,
    reading_on,
)
from domain.search.models import (
    FACETS,
    MOST_COUNTED,
    MOST_FOR_FACETS,
    MOST_NAMED,
    MOST_RANKED,
    MOST_RANKED_OF_OTHERS,
    SearchType,
)

MOST_LOOKED_AT = 1_000
"""Of how many matches in each stretch it is found out who may see them."""

_HALVED_IN_SECONDS = 2 * 365 * 86_400
"""A text that is so much older counts as if it matched half as well."""

_WEIGHTS = "'{0.1, 0.2, 0.4, 1.0}'"
"""Of what a text says, of what it is about, of what stands beside its name, and of its name."""

# A question of stop words only asks for nothing in that language. Names are asked for as they are
# written. Both are worked out once, here, so that no plan is better for knowing the question, and
# PostgreSQL keeps one: making one takes as long as searching.
_ASKED = """
    WITH asked AS MATERIALIZED (
        SELECT *
          FROM (
                   SELECT kind, configuration,
                          websearch_to_tsquery(configuration::regconfig, $1) AS query,
                          websearch_to_tsquery('simple', $1) AS as_written
                     FROM search_configurations
               ) AS one
         WHERE numnode(query) > 0
    ), moment AS MATERIALIZED (
        SELECT coalesce($2::timestamptz, {newest}) AS as_of
    )"""

_FOUND = """, {name} AS MATERIALIZED (
        SELECT near.*
          FROM moment
         CROSS JOIN LATERAL search_stretches(
                   {from_newest}, {to_oldest}, {shortest}
               ) AS days
         CROSS JOIN LATERAL (
                   SELECT s.id, s.listed_at, s.words, s.query
                     FROM (
                              SELECT s.{key} AS id, s.listed_at, s.words, a.query
                                FROM asked a
                                JOIN {table} s ON s.configuration = a.configuration
                                 AND {matches}
                               WHERE a.kind = '{kind}'
                                 AND (s.listed_at <= moment.as_of) IS TRUE
                                 {dates}
                               ORDER BY s.listed_at + interval '0' DESC, s.{key} DESC
                               LIMIT {most_looked_at}
                          ) AS s
                     JOIN {seen} ON v.id = s.id
                    WHERE {who}
                    ORDER BY s.listed_at DESC, s.id DESC
                    LIMIT {most}
               ) AS near
         LIMIT {most}
    )"""

_SCORED = """
        SELECT '{kind}' AS kind, f.id,
               round(1e6 * (
                   ln(greatest(ts_rank({weights}, f.words, f.query, 1), 1e-6)){age}
               ))::bigint AS score
          FROM {name} f, moment
"""

_AGE = f""" - ln(2) / {_HALVED_IN_SECONDS}
                   * extract(epoch FROM moment.as_of - f.listed_at)::float8"""

_PAGE = """
    SELECT kind, id, score, moment.as_of
      FROM ({scored}) AS scored, moment
     WHERE {reads_on}
     ORDER BY score {direction}, id {direction}
     LIMIT {rows}
"""

_COUNT = "\n    SELECT least({counts}, {most}) AS total\n"

_FACETS = """, tag_facets AS (
        SELECT tag_id AS id, count(*) AS number
          FROM post_found f
          JOIN visible_posts v USING (id)
         CROSS JOIN LATERAL unnest(v.tag_ids) AS tag_id
         GROUP BY tag_id
         ORDER BY number DESC, tag_id DESC
         LIMIT {most}
    ), author_facets AS (
        SELECT u.id, count(*) AS number
          FROM post_found f
          JOIN visible_posts p USING (id)
         CROSS JOIN LATERAL unnest(p.author_id || p.co_author_ids) AS writer_id
          JOIN visible_users u ON u.id = writer_id
         GROUP BY u.id
         ORDER BY number DESC, u.id DESC
         LIMIT {most}
    )
    SELECT 'tag' AS facet, id, number FROM tag_facets
     UNION ALL
    SELECT 'author', id, number FROM author_facets
     UNION ALL
    SELECT 'post', NULL, count(*) FROM post_found
     ORDER BY facet, number DESC, id DESC
"""


@lru_cache(MOST_KEPT)
def page_statement(wish: Wish, rows: int, *, backward: bool, from_start: bool) -> str:
    found = [_found(kind, wish) for kind in wish.types]
    scored = "     UNION ALL".join(
        _SCORED.format(
            kind=kind.value,
            weights=_WEIGHTS,
            age=_AGE if SEARCHED[kind].is_dated else "",
            name=f"{kind.value}_ranked",
        )
        for kind in wish.types
    )
    places = reading_on(wish, backward=backward, from_start=from_start)
    return _asked(wish) + "".join(found) + _PAGE.format(scored=scored, rows=rows, **places)


@lru_cache(MOST_KEPT)
def count_statement(wish: Wish) -> str:
    found = [_found_by_words(kind, wish, MOST_COUNTED) for kind in wish.types]
    counts = " + ".join(f"(SELECT count(*) FROM {kind.value}_found)" for kind in wish.types)
    return _asked(wish) + "".join(found) + _COUNT.format(counts=counts, most=MOST_COUNTED)


@lru_cache(MOST_KEPT)
def facets_statement(wish: Wish) -> str:
    found = _found_by_words(SearchType.POST, wish, MOST_FOR_FACETS + 1)
    return _asked(wish) + found + _FACETS.format(most=FACETS)


def _asked(wish: Wish) -> str:
    return _ASKED.format(newest=newest_of(wish.types))


def _found(kind: SearchType, wish: Wish) -> str:
    """Find things by their words, and by their names where that is offered."""
    most = MOST_RANKED if kind is SearchType.POST else MOST_RANKED_OF_OTHERS
    by_words = _found_by_words(kind, wish, most)
    if not SEARCHED[kind].by_name:
        return f"{by_words}, {kind.value}_ranked AS (SELECT * FROM {kind.value}_found)"
    # What is left out by a minus may stand in the text.
    matches = (
        f"s.name_words @@ (a.as_written && {_marked(kind, wish)}) AND (s.words @@ a.query) IS TRUE"
    )
    by_name = _stretch_by_stretch(
        f"{kind.value}_named", kind, wish, MOST_NAMED, matches, SHORTEST_FOR_NAMES
    )
    return f"""{by_words}{by_name}, {kind.value}_ranked AS (
        SELECT * FROM {kind.value}_found
         UNION ALL
        SELECT * FROM {kind.value}_named WHERE id NOT IN (SELECT id FROM {kind.value}_found)
    )"""


def _found_by_words(kind: SearchType, wish: Wish, most: int) -> str:
    matches = f"s.words @@ (a.query && {_marked(kind, wish)})"
    return _stretch_by_stretch(
        f"{kind.value}_found", kind, wish, most, matches, SEARCHED[kind].shortest
    )


def _stretch_by_stretch(
    name: str, kind: SearchType, wish: Wish, most: int, matches: str, shortest: int
) -> str:
    its, parameters = SEARCHED[kind], wish.parameters
    oldest = f"(SELECT min(listed_at) FROM {its.table})"
    before, since = parameters.get("published_before"), parameters.get("published_from")
    dates = (
        f"AND {text.format(parameters[field])}"
        for field, text in MOMENTS.items()
        if field in parameters
    )
    return _FOUND.format(
        name=name,
        kind=kind.value,
        table=its.table,
        key=its.key,
        seen=its.seen,
        matches=matches,
        from_newest=f"least(moment.as_of, {before})" if before else "moment.as_of",
        to_oldest=f"greatest({since}, {oldest})" if since else oldest,
        shortest=shortest,
        dates=" ".join(dates),
        who=_who(kind, wish),
        most=most,
        most_looked_at=max(MOST_LOOKED_AT, most),
    )


def _who(kind: SearchType, wish: Wish) -> str:
    """Say what else must be so. Comments have no marks of the tags of their post."""
    if kind is not SearchType.COMMENT:
        return "true"
    tag = wish.parameters.get("tag")
    still_there = "v.content_id IS NOT NULL"
    if tag is None:
        return still_there
    return f"""{still_there} AND EXISTS (
                SELECT FROM visible_posts p
                 WHERE p.id = v.post_id AND p.tag_ids @> ARRAY[{tags.NAMED.format(tag)}]
            )"""


def _marked(kind: SearchType, wish: Wish) -> str:
    return " && ".join(["days", *marks_of(kind, wish)])

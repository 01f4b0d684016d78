"""The statements of searches for names that are like what is asked for."""

from collections.abc import Sequence
from functools import lru_cache

from db.search_wishes import MOMENTS, MOST_KEPT, SEARCHED, Wish, marks_of, newest_of, reading_on
from domain.search.models import MOST_RANKED, SearchType

_ALIKE = """
        SELECT '{kind}' AS kind, s.id, round(1e6 * s.likeness)::bigint AS score
          FROM similar_names('{kind}', $1, {most}) s
          JOIN {seen} ON v.id = s.id
          JOIN {table} n ON n.{key} = s.id
         WHERE n.listed_at <= moment.as_of {narrowed}
"""

_PAGE_ALIKE = """
    WITH moment AS MATERIALIZED (
        SELECT coalesce($2::timestamptz, {newest}) AS as_of
    )
    SELECT kind, id, score, as_of
      FROM moment
     CROSS JOIN LATERAL ({scored}) AS scored
     WHERE {reads_on}
     ORDER BY score {direction}, id {direction}
     LIMIT {rows}
"""

_COUNT_ALIKE = """
    WITH moment AS MATERIALIZED (
        SELECT coalesce($2::timestamptz, {newest}) AS as_of
    )
    SELECT count(*) AS total FROM moment CROSS JOIN LATERAL ({scored}) AS scored
"""


@lru_cache(MOST_KEPT)
def alike_statement(wish: Wish, rows: int, *, backward: bool, from_start: bool) -> str:
    scored = "     UNION ALL".join(_alike(kind, wish) for kind in _named(wish.types))
    places = reading_on(wish, backward=backward, from_start=from_start)
    newest = newest_of(wish.types)
    return _PAGE_ALIKE.format(scored=scored, rows=rows, newest=newest, **places)


@lru_cache(MOST_KEPT)
def alike_count_statement(wish: Wish) -> str:
    scored = "     UNION ALL".join(_alike(kind, wish) for kind in _named(wish.types))
    return _COUNT_ALIKE.format(scored=scored, newest=newest_of(wish.types))


def _named(types: Sequence[SearchType]) -> Sequence[SearchType]:
    return [kind for kind in types if kind is not SearchType.COMMENT]


def _alike(kind: SearchType, wish: Wish) -> str:
    its = SEARCHED[kind]
    conditions = [f"n.words @@ {mark}" for mark in marks_of(kind, wish)]
    for field, text in MOMENTS.items():
        if field in wish.parameters:
            conditions.append(text.format(wish.parameters[field]).replace("s.", "n."))
    return _ALIKE.format(
        kind=kind.value,
        table=its.table,
        key=its.key,
        seen=its.seen,
        most=MOST_RANKED,
        narrowed="".join(f" AND {condition}" for condition in conditions),
    )

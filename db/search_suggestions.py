"""Names that begin as somebody has begun to write."""

from collections.abc import Sequence
from functools import cache

from db.search_wishes import SEARCHED
from domain.search.models import SearchType

_MOST_TO_SUGGEST = 300
"""Of how many names of each type it is found out who may see them: more than are suggested."""

_SUGGESTED = """
    SELECT *
      FROM (
               SELECT '{kind}' AS kind, s.id, {text} AS text,
                      row_number() OVER (
                          ORDER BY s.begins_so DESC, s.listed_at DESC, s.id DESC
                      ) AS place
                 FROM (
                          SELECT {key} AS id, listed_at,
                                 starts_with(lower(name), $2) AS begins_so
                            FROM {table}
                           WHERE name_words @@ $1::text::tsquery
                           ORDER BY begins_so DESC, listed_at DESC, id DESC
                           LIMIT {looked_at}
                      ) AS s
                 JOIN {seen} ON v.id = s.id
           ) AS named
     WHERE place <= $3
"""


@cache  # as many as there are sets of types and numbers to suggest
def suggested_statement(kinds: Sequence[SearchType], most: int) -> str:
    """Return what finds names. The best of each type come before the second best of any."""
    parts = (
        _SUGGESTED.format(
            kind=kind.value,
            key=SEARCHED[kind].key,
            table=SEARCHED[kind].table,
            seen=SEARCHED[kind].seen,
            text="v.title" if kind is SearchType.POST else "v.name",
            looked_at=_MOST_TO_SUGGEST,
        )
        for kind in kinds
    )
    union = "\n    UNION ALL\n".join(parts)
    return f"""
    SELECT kind, id, text
      FROM ({union}) AS suggested
     ORDER BY starts_with(lower(text), $2) DESC, place, kind DESC, id DESC
     LIMIT {most}
    """


def begun(words: Sequence[str]) -> str:
    """Ask for names with all of these words. Quoted, they are no language."""
    quoted = (word.replace("\\", "\\\\").replace("'", "''") for word in words)
    return " & ".join(f"'{word}'" for word in quoted) + ":*"

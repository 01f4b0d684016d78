"""The statements of searches, made of what is asked for and of which types.

The newest matches of each type are found first, stretch of days by stretch of days, and only these
are ranked. So what a search costs hardly depends on how many matches there are.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from db import publications, tags, users
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

_MOST_KEPT = 1_000

_WEIGHTS = "'{0.1, 0.2, 0.4, 1.0}'"
"""Of what a text says, of what it is about, of what stands beside its name, and of its name."""


class Searched(NamedTuple):
    """How things of one type are searched."""

    table: str
    key: str
    seen: str
    """The view of those that may be seen, by the name `v`."""
    is_dated: bool = False
    """Whether newer ones come first where they match as well."""
    by_name: bool = False
    """Whether names are searched besides, as a name that has the words is what people look for."""


SEARCHED = {
    SearchType.POST: Searched(
        "post_search", "post_id", "visible_posts v", is_dated=True, by_name=True
    ),
    SearchType.COMMENT: Searched(
        "comment_search", "comment_id", "visible_comments_anywhere v", is_dated=True
    ),
    SearchType.USER: Searched("user_search", "user_id", "visible_users v"),
    SearchType.TAG: Searched("tag_search", "tag_id", "visible_tags v"),
    SearchType.PUBLICATION: Searched("publication_search", "publication_id", "publications v"),
}

_MARKS = {
    "publication": f"search_mark('p', {publications.NAMED})",
    "author": f"search_mark('a', {users.NAMED})",
    "tag": f"search_mark('t', {tags.NAMED})",
    "language": "E'\\x01l' || {}",
}
"""What each field of a filter asks for, as a mark among the words."""

# Indexes are asked for stretches of days alone. What else must be so, and the order, are written so
# that none can be used for them: an index of dates would be walked through from end to end.
_MOMENTS = {
    "published_from": "(s.listed_at >= {}) IS TRUE",
    "published_before": "(s.listed_at < {}) IS TRUE",
}

# A question of stop words only asks for nothing in that language.
_ASKED = """
    WITH asked AS MATERIALIZED (
        SELECT *
          FROM (
                   SELECT kind, configuration,
                          websearch_to_tsquery(configuration::regconfig, $1) AS query
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
                   {from_newest}, {to_oldest}
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


class Wish(NamedTuple):
    """What a statement is made for. The fields of a filter come as parameters, in their order."""

    types: tuple[SearchType, ...]
    asked: tuple[str, ...]

    @property
    def parameters(self) -> dict[str, str]:
        """By field of the filter. The words are $1, and $2 is the moment to look from."""
        return {name: f"${number}" for number, name in enumerate(self.asked, start=3)}


@lru_cache(_MOST_KEPT)
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
    places = _places(wish, backward=backward, from_start=from_start)
    return _asked(wish) + "".join(found) + _PAGE.format(scored=scored, rows=rows, **places)


@lru_cache(_MOST_KEPT)
def alike_statement(wish: Wish, rows: int, *, backward: bool, from_start: bool) -> str:
    scored = "     UNION ALL".join(_alike(kind, wish) for kind in _named(wish.types))
    places = _places(wish, backward=backward, from_start=from_start)
    newest = _newest(wish.types)
    return _PAGE_ALIKE.format(scored=scored, rows=rows, newest=newest, **places)


@lru_cache(_MOST_KEPT)
def alike_count_statement(wish: Wish) -> str:
    scored = "     UNION ALL".join(_alike(kind, wish) for kind in _named(wish.types))
    return _COUNT_ALIKE.format(scored=scored, newest=_newest(wish.types))


@lru_cache(_MOST_KEPT)
def count_statement(wish: Wish) -> str:
    found = [_found_by_words(kind, wish, MOST_COUNTED) for kind in wish.types]
    counts = " + ".join(f"(SELECT count(*) FROM {kind.value}_found)" for kind in wish.types)
    return _asked(wish) + "".join(found) + _COUNT.format(counts=counts, most=MOST_COUNTED)


@lru_cache(_MOST_KEPT)
def facets_statement(wish: Wish) -> str:
    found = _found_by_words(SearchType.POST, wish, MOST_FOR_FACETS + 1)
    return _asked(wish) + found + _FACETS.format(most=FACETS)


def _asked(wish: Wish) -> str:
    return _ASKED.format(newest=_newest(wish.types))


def _newest(types: Sequence[SearchType]) -> str:
    tables = (SEARCHED[kind].table for kind in types)
    newest = (f"(SELECT max(listed_at) FROM {table})" for table in tables)
    return f"greatest({', '.join(newest)})"


def _found(kind: SearchType, wish: Wish) -> str:
    """Find things by their words, and by their names where that is offered."""
    most = MOST_RANKED if kind is SearchType.POST else MOST_RANKED_OF_OTHERS
    by_words = _found_by_words(kind, wish, most)
    if not SEARCHED[kind].by_name:
        return f"{by_words}, {kind.value}_ranked AS (SELECT * FROM {kind.value}_found)"
    simple = "websearch_to_tsquery('simple', $1)"
    # What is left out by a minus may stand in the text.
    matches = (
        f"s.name_words @@ ({simple} && {_marked(kind, wish)}) AND (s.words @@ a.query) IS TRUE"
    )
    by_name = _stretch_by_stretch(f"{kind.value}_named", kind, wish, MOST_NAMED, matches)
    return f"""{by_words}{by_name}, {kind.value}_ranked AS (
        SELECT * FROM {kind.value}_found
         UNION ALL
        SELECT * FROM {kind.value}_named WHERE id NOT IN (SELECT id FROM {kind.value}_found)
    )"""


def _found_by_words(kind: SearchType, wish: Wish, most: int) -> str:
    matches = f"s.words @@ (a.query && {_marked(kind, wish)})"
    return _stretch_by_stretch(f"{kind.value}_found", kind, wish, most, matches)


def _stretch_by_stretch(name: str, kind: SearchType, wish: Wish, most: int, matches: str) -> str:
    its, parameters = SEARCHED[kind], wish.parameters
    oldest = f"(SELECT min(listed_at) FROM {its.table})"
    before, since = parameters.get("published_before"), parameters.get("published_from")
    dates = (
        f"AND {text.format(parameters[field])}"
        for field, text in _MOMENTS.items()
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
    return " && ".join(["days", *_marks(kind, wish)])


def _marks(kind: SearchType, wish: Wish) -> Iterator[str]:
    """Ask for what a filter wants. What has a name that nobody has is null, and matches nothing."""
    for field, parameter in wish.parameters.items():
        if field in _MARKS and not (kind is SearchType.COMMENT and field == "tag"):
            yield f"search_marked({_MARKS[field].format(parameter)})"


def _named(types: Sequence[SearchType]) -> Sequence[SearchType]:
    return [kind for kind in types if kind is not SearchType.COMMENT]


def _alike(kind: SearchType, wish: Wish) -> str:
    its = SEARCHED[kind]
    conditions = [f"n.words @@ {mark}" for mark in _marks(kind, wish)]
    for field, text in _MOMENTS.items():
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


def _places(wish: Wish, *, backward: bool, from_start: bool) -> dict[str, str]:
    number = 3 + len(wish.asked)
    beyond = ">" if backward else "<"
    return {
        "direction": "ASC" if backward else "DESC",
        "reads_on": "true"
        if from_start
        else f"(score, id) {beyond} (${number}::bigint, ${number + 1}::uuid)",
    }

"""Searching in PostgreSQL. What was found is not kept: too much may bring others into it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from uuid import UUID

from asyncpg import Record

from db.executor import Executor
from db.keyset import in_order, rows_to_read
from db.search_statements import (
    SEARCHED,
    Wish,
    alike_count_statement,
    alike_statement,
    count_statement,
    facets_statement,
    page_statement,
)
from db.seeing import seen
from domain.ids import UserId
from domain.paging import PageOf, PageRequest
from domain.search.highlights import BEGINS, ENDS, Highlight
from domain.search.models import (
    MOST_FOR_FACETS,
    CountedAuthor,
    CountedTag,
    Facets,
    Hit,
    SearchOf,
    SearchPage,
    SearchType,
    Suggested,
)

_LONGEST_TO_MARK = 20_000
"""Characters of a text in which words are looked for to be marked: that is dear."""

_BEFORE, _AROUND = 120, 400
"""Characters before the first of the words, and of all that is looked at there."""

# PostgreSQL takes what is between angle brackets for a tag of HTML, and leaves it out. Our texts
# are plain, so something stands for the brackets meanwhile.
_ANGLES = "\x04\x05"
_ANGLES_AGAIN = str.maketrans(_ANGLES, "<>")
_NO_ANGLES = str.maketrans("<>", "  ")

_NAMES = f"StartSel={BEGINS}, StopSel={ENDS}, HighlightAll=true"
_TEXTS = f"StartSel={BEGINS}, StopSel={ENDS}, MaxWords=35, MinWords=15, MaxFragments=1"

# Field, expression, and whether it may be long.
_SHOWN = {
    SearchType.POST: (
        ("title", "v.title", False),
        ("subtitle", "v.subtitle", False),
        ("content", "t.text", True),
    ),
    SearchType.COMMENT: (("content", "t.text", True),),
    SearchType.USER: (
        ("name", "v.name", False),
        ("username", "v.username", False),
        ("bio", "v.bio", True),
    ),
    SearchType.TAG: (("name", "v.name", False), ("description", "v.description", True)),
    SearchType.PUBLICATION: (
        ("name", "v.name", False),
        ("handle", "v.handle", False),
        ("description", "v.description", True),
    ),
}

_TEXT_OF = "JOIN contents t ON t.id = v.content_id"

# To find words in a text, PostgreSQL takes all of it apart. So it is given only what is around the
# longest of them, which is looked for as it is written, but for how it ends; and nothing at all
# where none is there. Words of other languages may be written in other ways than they are known by.
# What is worked out is kept from being worked out again (OFFSET 0).
_MARKED = """
    SELECT s.{key} AS id, shown.field, marked.text AS marked
      FROM {table} s
      JOIN {seen} ON v.id = s.{key}
      {text_of}
     CROSS JOIN LATERAL (
               SELECT s.configuration::regconfig AS configuration,
                      s.configuration IN ('english', 'simple') AS is_plain,
                      websearch_to_tsquery(s.configuration::regconfig, $1) AS query,
                      ARRAY(
                          SELECT CASE WHEN length(lexeme) > 3
                                      THEN rtrim(lexeme, 'ei') ELSE lexeme END
                            FROM unnest(to_tsvector(s.configuration::regconfig, $1))
                           ORDER BY length(lexeme) DESC
                      ) AS beginnings
                OFFSET 0
           ) AS asked
     CROSS JOIN LATERAL (VALUES {fields}) AS shown (place, field, text, is_long)
     CROSS JOIN LATERAL (
               SELECT length(shown.text) > {around} AS is_far,
                      (
                          SELECT place
                            FROM (SELECT lower(left(shown.text, {longest})) AS text OFFSET 0) small,
                                 unnest(asked.beginnings) beginning,
                                 strpos(small.text, beginning) place
                           WHERE place > 0
                           LIMIT 1
                      ) AS place
               OFFSET 0
           ) AS first
     CROSS JOIN LATERAL (
               SELECT CASE WHEN first.is_far AND first.place IS NOT NULL THEN ts_headline(
                          asked.configuration,
                          translate(
                              regexp_replace(
                                  substr(
                                      shown.text, greatest(first.place - {before}, 1), {around}
                                  ),
                                  CASE WHEN first.place > {before}
                                       THEN '^\\S{{1,40}}\\s' ELSE '^' END,
                                  ''
                              ),
                              '<>{marks}', '{angles}'
                          ),
                          asked.query,
                          '{texts}'
                      ) ELSE '' END AS text
               OFFSET 0
           ) AS nearby
     CROSS JOIN LATERAL (
               SELECT CASE WHEN strpos(nearby.text, '{begins}') > 0 THEN nearby.text
                           WHEN first.place IS NULL AND asked.is_plain THEN NULL
                           ELSE ts_headline(
                               asked.configuration,
                               translate(left(shown.text, {longest}), '<>{marks}', '{angles}'),
                               asked.query,
                               CASE WHEN shown.is_long THEN '{texts}' ELSE '{names}' END
                           ) END AS text
               OFFSET 0
           ) AS marked
     WHERE s.{key} = ANY(${parameter}::uuid[])
       AND shown.text IS NOT NULL AND marked.text IS NOT NULL
"""

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


class PostgresSearch:
    """Finds what everyone may see. Where `seen_by` is given, people are hidden from that viewer."""

    def __init__(self, database: Executor, seen_by: UserId | None = None) -> None:
        self._database = database
        self._seen_by = seen_by

    async def matches(self, listing: SearchOf, request: PageRequest) -> SearchPage:
        statement = page_statement(
            Wish(listing.types, listing.filter.asked),
            rows_to_read(request),
            backward=request.backward,
            from_start=request.beside is None,
        )
        return await self._page(statement, listing, request)

    async def alike(self, listing: SearchOf, request: PageRequest) -> SearchPage:
        if all(kind is SearchType.COMMENT for kind in listing.types):
            return SearchPage(PageOf(listing, request), (), is_more=False)
        statement = alike_statement(
            Wish(listing.types, listing.filter.asked),
            rows_to_read(request),
            backward=request.backward,
            from_start=request.beside is None,
        )
        return await self._page(statement, listing, request)

    async def _page(self, statement: str, listing: SearchOf, request: PageRequest) -> SearchPage:
        position = request.beside or ()
        rows = await self._fetch(statement, *_arguments(listing), *position)
        hits = [
            Hit(SearchType(row["kind"]), row["id"], row["score"]) for row in in_order(rows, request)
        ]
        if rows:
            listing = replace(listing, as_of=rows[0]["as_of"])
        return SearchPage(PageOf(listing, request), hits, is_more=len(rows) > len(hits))

    async def count(self, listing: SearchOf) -> int:
        made = alike_count_statement if listing.is_by_likeness else count_statement
        statement = made(Wish(listing.types, listing.filter.asked))
        [row] = await self._fetch(statement, *_arguments(listing))
        total: int = row["total"]
        return total

    async def facets(self, listing: SearchOf) -> Facets:
        statement = facets_statement(Wish((SearchType.POST,), listing.filter.asked))
        tags, authors, posts = [], [], 0
        for row in await self._fetch(statement, *_arguments(listing)):
            if row["facet"] == "tag":
                tags.append(CountedTag(row["id"], row["number"]))
            elif row["facet"] == "author":
                authors.append(CountedAuthor(row["id"], row["number"]))
            else:
                posts = row["number"]
        return Facets(tags, authors, is_complete=posts <= MOST_FOR_FACETS)

    async def highlights(
        self, listing: SearchOf, hits: Sequence[Hit]
    ) -> Mapping[UUID, Sequence[Highlight]]:
        ids: defaultdict[SearchType, list[UUID]] = defaultdict(list)
        for hit in hits:
            ids[hit.type].append(hit.id)
        kinds = tuple(kind for kind in SearchType if kind in ids)
        rows = await self._fetch(
            marked_statement(kinds), _asked(listing), *(ids[kind] for kind in kinds)
        )
        found: defaultdict[UUID, list[Highlight]] = defaultdict(list)
        for row in rows:
            highlight = Highlight.of(row["field"], row["marked"].translate(_ANGLES_AGAIN))
            if highlight is not None:
                found[row["id"]].append(highlight)
        return found

    async def suggested(
        self, words: Sequence[str], types: Sequence[SearchType], most: int
    ) -> Sequence[Suggested]:
        rows = await self._fetch(
            suggested_statement(tuple(types), most), _begun(words), " ".join(words), most
        )
        return [Suggested(SearchType(row["kind"]), row["id"], row["text"]) for row in rows]

    async def _fetch(self, statement: str, *arguments: object) -> Sequence[Record]:
        return await self._database.fetch(*seen(self._seen_by, statement, *arguments))


@cache  # as many as there are sets of types
def marked_statement(kinds: Sequence[SearchType]) -> str:
    """Return what marks words in what is shown of things of these types."""
    parts = []
    for number, kind in enumerate(kinds, start=2):
        fields = _SHOWN[kind]
        values = (
            f"({place}, '{field}', {text}, {str(is_long).lower()})"
            for place, (field, text, is_long) in enumerate(fields)
        )
        parts.append(
            _MARKED.format(
                key=SEARCHED[kind].key,
                table=SEARCHED[kind].table,
                seen=SEARCHED[kind].seen,
                text_of=_TEXT_OF if any("t.text" in field for field in fields) else "",
                fields=", ".join(values),
                parameter=number,
                longest=_LONGEST_TO_MARK,
                angles=_ANGLES,
                begins=BEGINS,
                before=_BEFORE,
                around=_AROUND,
                marks=BEGINS + ENDS + _ANGLES,
                names=_NAMES,
                texts=_TEXTS,
            )
        )
    return "\n    UNION ALL\n".join(parts)


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


def _arguments(listing: SearchOf) -> Sequence[object]:
    return (_asked(listing), listing.as_of, *listing.filter.arguments)


def _asked(listing: SearchOf) -> str:
    return listing.text.translate(_NO_ANGLES)


def _begun(words: Sequence[str]) -> str:
    """Ask for names with all of these words. Quoted, they are no language."""
    quoted = (word.replace("\\", "\\\\").replace("'", "''") for word in words)
    return " & ".join(f"'{word}'" for word in quoted) + ":*"

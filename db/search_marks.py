"""Words marked in what is shown of what was found."""

from collections.abc import Sequence
from functools import cache

from db.search_wishes import SEARCHED
from domain.search.highlights import BEGINS, ENDS
from domain.search.models import SearchType

_LONGEST_TO_MARK = 20_000
"""Characters of a text in which words are looked for to be marked: that is dear."""

_BEFORE, _AROUND = 120, 400
"""Characters before the first of the words, and of all that is looked at there."""

# PostgreSQL takes what is between angle brackets for a tag of HTML, and leaves it out. Our texts
# are plain, so something stands for the brackets meanwhile.
_ANGLES = "\x04\x05"
ANGLES_AGAIN = str.maketrans(_ANGLES, "<>")
NO_ANGLES = str.maketrans("<>", "  ")

_NAMES = f"StartSel={BEGINS}, StopSel={ENDS}, HighlightAll=true"
_TEXTS = f"StartSel={BEGINS}, StopSel={ENDS}, MaxWords=35, MinWords=15, MaxFragments=1"

# Field, expression, and whether it may be long.
_SHOWN = {
    SearchType.POST: (
        ("title", "v.title", False),
        ("subtitle", "v.subtitle", False),
        ("content", "body.text", True),
    ),
    SearchType.COMMENT: (("content", "body.text", True),),
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

# A long text is stored compressed. So it is unpacked once, for everything that looks at it.
_TEXT_OF = f"""JOIN contents t ON t.id = v.content_id
     CROSS JOIN LATERAL (SELECT left(t.text, {_LONGEST_TO_MARK}) AS text OFFSET 0) AS body"""

# Any of the words is marked: the text as a whole has what was asked for, and a stretch of it seldom
# has all of that. To find words in a text, PostgreSQL takes all of it apart. So it is given only
# what is around the longest of them, which is looked for as it is written, but for how it ends; and
# nothing at all where none is there. Words of other languages may be written in other ways than
# they are known by. What is worked out is kept from being worked out again (OFFSET 0).
_MARKED = """
    SELECT s.{key} AS id, shown.field, marked.text AS marked
      FROM {table} s
      JOIN {seen} ON v.id = s.{key}
      {text_of}
     CROSS JOIN LATERAL (
               SELECT s.configuration::regconfig AS configuration,
                      s.configuration IN ('english', 'simple') AS is_plain,
                      (
                          SELECT string_agg(array_to_tsvector(ARRAY[lexeme])::text, ' | ')::tsquery
                            FROM unnest(to_tsvector(s.configuration::regconfig, $1))
                      ) AS query,
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
                text_of=_TEXT_OF if any("body.text" in field for field in fields) else "",
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

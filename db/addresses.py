"""What stands at an address inside a publication."""

from collections.abc import Iterator, Sequence
from typing import Any

from db.publications import NAMED
from db.recording import reader_depends, row_names
from db.seeing import SeeingReader, seen
from domain.ids import PAGE, POST, REDIRECT, SERIES, TAG, Kind
from domain.redirects.models import Found

_ALL: Sequence[Kind[Any]] = (POST, PAGE, TAG, SERIES, REDIRECT)

_KINDS = {kind.prefix: kind for kind in _ALL}

# Posts and pages in any state: whether one is there for the reader is for the domain to say.
_AT = f"""
    WITH publication AS (SELECT {NAMED.format("$1")} AS id)
    SELECT found.kind, found.id
      FROM (
               SELECT 1, 'post', p.id
                 FROM posts p JOIN publication b ON b.id = p.publication_id
                WHERE p.path = $2
                UNION ALL
               SELECT 2, 'page', g.id
                 FROM pages g JOIN publication b ON b.id = g.publication_id
                WHERE g.path = $2
                UNION ALL
               SELECT 3, 'tag', t.id
                 FROM visible_tags t
                 JOIN visible_publication_tags u ON u.tag_id = t.id
                 JOIN publication b ON b.id = u.publication_id
                WHERE $2 LIKE 'tag/%' AND t.slug = substr($2, 5)
                UNION ALL
               SELECT 4, 'tag', t.id
                 FROM former_tag_slugs f
                 JOIN visible_tags t ON t.id = f.tag_id
                 JOIN visible_publication_tags u ON u.tag_id = t.id
                 JOIN publication b ON b.id = u.publication_id
                WHERE $2 LIKE 'tag/%' AND f.slug = substr($2, 5)
                UNION ALL
               SELECT 5, 'series', s.id
                 FROM visible_series s JOIN publication b ON b.id = s.publication_id
                WHERE $2 LIKE 'series/%' AND s.slug = substr($2, 8)
                UNION ALL
               SELECT 6, 'series', s.id
                 FROM former_series_slugs f
                 JOIN publication b ON b.id = f.publication_id
                 JOIN visible_series s ON s.id = f.series_id
                WHERE $2 LIKE 'series/%' AND f.slug = substr($2, 8)
                UNION ALL
               SELECT 7, 'redirect', r.id
                 FROM visible_redirects r JOIN publication b ON b.id = r.publication_id
                WHERE r.source = $2
           ) AS found (rank, kind, id)
     ORDER BY found.rank
"""


# An old address is looked for, so it is found. Whether the two are apart, the domain says later.
_AT_SEEN = _AT.replace("visible_redirects r", "public_redirects r")

_TABLES = {POST: "posts", PAGE: "pages", TAG: "tags", SERIES: "series", REDIRECT: "redirects"}


def _depends(found: Sequence[Found], _: str, path: str) -> Iterator[str]:
    """Whatever may stand at the path one day, and what stands there today."""
    yield from ("publications.listed", "posts.listed", "pages", "redirects")
    if path.startswith("tag/"):
        yield from ("tags", "former_tag_slugs", "publication_tags")
    if path.startswith("series/"):
        yield from ("series", "former_series_slugs", "series_posts")
    for thing in found:
        yield from row_names(_TABLES[thing.kind], [thing.id])


class AddressReader(SeeingReader):
    @reader_depends(_depends)
    async def at(self, publication: str, path: str) -> Sequence[Found]:
        statement = _AT if self.seen_by is None else _AT_SEEN
        rows = await self.database.fetch(*seen(self.seen_by, statement, publication, path))
        return [Found(_KINDS[row["kind"]], row["id"]) for row in rows]

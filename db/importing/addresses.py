"""Where the posts of one site are found that other imports have brought here."""

from collections.abc import Collection, Mapping

from db.executor import Executor

# Old addresses come last, because an address that is some post's own leads there.
_PLACES = """
    SELECT source, handle, path
      FROM (
          SELECT 1 AS preference, p.path AS source, u.handle, p.path
            FROM visible_posts p
            JOIN publications u ON u.id = p.publication_id
           WHERE u.url = $1 AND u.handle <> ALL($2::text[])
           UNION ALL
          SELECT 2, r.source, u.handle, r.path
            FROM visible_redirects r
            JOIN publications u ON u.id = r.publication_id
           WHERE u.url = $1 AND u.handle <> ALL($2::text[]) AND r.path IS NOT NULL
      ) place
     ORDER BY preference DESC, handle DESC
"""


async def places_of_site(
    database: Executor, url: str, *, without: Collection[str]
) -> Mapping[str, tuple[str, str]]:
    """Return the publication and the path that each path of a site leads to.

    Publications with the address `url` are parts of the site. Some can be left out.
    """
    rows = await database.fetch(_PLACES, url, list(without))
    return {row["source"]: (row["handle"], row["path"]) for row in rows}

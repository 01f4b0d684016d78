"""Putting a data set into an empty database, as fast as PostgreSQL takes it."""

from collections.abc import Callable
from random import Random

import asyncpg

from bench.data_set.community import Community
from bench.data_set.posts import Posts
from bench.data_set.sizes import Sizes
from bench.data_set.tables import COLUMNS, Rows

_POSTS_AT_ONCE = 1_000

# Counters and positions come with the rows, so no trigger has to find them out. This switches off
# the checks of foreign keys, too.
_WITHOUT_TRIGGERS = "SET session_replication_role = replica; SET synchronous_commit = off"
_WITH_TRIGGERS = "RESET session_replication_role; RESET synchronous_commit"

_MAKE_SEARCHABLE = "CALL fill_search()"
_SEARCHED = ("post_search", "comment_search", "user_search", "tag_search", "publication_search")

# Built once at the end: each row that is stored would have to find its place in all of them.
# Those of primary keys and other constraints stay.
_INDEXES = """
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
      FROM pg_index
     WHERE indrelid = ANY($1::text[]::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
     ORDER BY 1
"""

Report = Callable[[str], None]


async def load(connection: asyncpg.Connection, sizes: Sizes, report: Report) -> None:
    """Fill a migrated database that is empty."""
    community = Community(sizes)
    posts = Posts(community, Random(sizes.posts))  # noqa: S311 - the same texts each time
    indexes = await connection.fetch(_INDEXES, [*COLUMNS, *_SEARCHED])
    await connection.execute(_WITHOUT_TRIGGERS)
    for index in indexes:
        await connection.execute(f"DROP INDEX {index['name']}")
    await _store(connection, community.rows())
    for start in range(0, sizes.posts, _POSTS_AT_ONCE):
        rows = Rows()
        end = min(start + _POSTS_AT_ONCE, sizes.posts)
        for post in range(start, end):
            posts.add(rows, post)
        await _store(connection, rows)
        if end % (10 * _POSTS_AT_ONCE) == 0:
            report(f"Stored {end:,} of {sizes.posts:,} posts.")
    report("Making it searchable.")
    await connection.execute(_MAKE_SEARCHABLE)
    for index in indexes:
        await connection.execute(index["definition"])
    await connection.execute(_WITH_TRIGGERS)
    # Index-only scans need to know which rows everyone sees, and plans need to know the sizes.
    await connection.execute("VACUUM ANALYZE")


async def _store(connection: asyncpg.Connection, rows: Rows) -> None:
    for table, records in rows.of_table.items():
        await connection.copy_records_to_table(table, records=records, columns=COLUMNS[table])

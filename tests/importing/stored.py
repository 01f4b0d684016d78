"""What is stored of what was imported."""

from tests.pinned import PinnedDatabase


async def column(database: PinnedDatabase, query: str) -> list[object]:
    return [row[0] for row in await database.fetch(query)]

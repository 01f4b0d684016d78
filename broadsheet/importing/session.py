"""Everything an import needs from the world, opened and closed."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import asyncpg

from broadsheet.adapters.mentioning import MentioningRenderer
from broadsheet.adapters.rendering import OPERATORS_LIMITS, BoundedRenderer
from broadsheet.adapters.rendering_pool import WorkerPool
from broadsheet.clock import utc_now
from broadsheet.database import connected
from broadsheet.found_at import addresses_of
from broadsheet.importing.errors import ImportFailedError
from broadsheet.settings import Settings
from db.executor import Database
from db.importing.items import KnownItems
from db.importing.one_connection import OneConnection, rehearsal
from db.importing.work import import_work
from db.mentions import NameReader
from domain.importing.service import ImportService

_LOST = (
    ConnectionError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresConnectionError,
)


@asynccontextmanager
async def import_session(
    settings: Settings, source: str, *, is_rehearsal: bool
) -> AsyncIterator[tuple[ImportService, Database]]:
    """Yield a service, and the database that it writes to, on a connection of its own.

    A rehearsal is undone at the end. Raises ImportFailedError when the database goes away.
    """
    try:
        async with _service(settings, source, is_rehearsal=is_rehearsal) as opened:
            yield opened
    except _LOST:
        raise ImportFailedError(
            "The database went away in the middle. What has been imported is whole: "
            "run the same command again, and it goes on."
        ) from None


@asynccontextmanager
async def _service(
    settings: Settings, source: str, *, is_rehearsal: bool
) -> AsyncIterator[tuple[ImportService, Database]]:
    async with AsyncExitStack() as stack:
        connection = await stack.enter_async_context(connected(settings))
        if is_rehearsal:
            await stack.enter_async_context(rehearsal(connection))
        # The other one may be in the middle of a unit of work that waits for a text.
        for_names = OneConnection(await stack.enter_async_context(connected(settings)))
        workers = WorkerPool()
        stack.push_async_callback(workers.aclose)
        database = OneConnection(connection)
        service = ImportService(
            source=source,
            unit_of_work=partial(import_work, database),
            known=KnownItems(database),
            renderer=MentioningRenderer(
                BoundedRenderer(workers, OPERATORS_LIMITS),
                NameReader(for_names),
                addresses_of(settings),
            ),
            clock=utc_now,
        )
        yield service, database

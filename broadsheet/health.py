"""Whether this process lives, and whether it should be sent requests."""

import asyncio
from dataclasses import dataclass

from db.executor import Database
from db.migrate import pending_migrations
from domain.unavailable import Unavailable

_SECONDS_TO_ANSWER = 1.0


@dataclass(slots=True)
class Readiness:
    """Whether requests are welcome. Once the process has been told to end, they never are."""

    database: Database | None = None
    is_ending: bool = False

    def end(self) -> None:
        self.is_ending = True

    async def obstacle(self) -> str | None:
        """Say in one sentence why requests should go elsewhere, or None."""
        if self.is_ending:
            return "The process is ending."
        if self.database is None:
            return "The process is starting."
        try:
            async with asyncio.timeout(_SECONDS_TO_ANSWER), self.database.acquire() as connection:
                pending = await pending_migrations(connection)
        except (TimeoutError, Unavailable):
            return "The database does not answer."
        return "The database lacks migrations. Run `broadsheet migrate`." if pending else None

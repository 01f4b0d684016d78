"""Counts everything that an operation sends to the database, what it writes included."""

from broadsheet.wiring import build_context
from db.recorded import RecordedConnections
from domain.actor import Actor
from resolvers.context import RequestContext
from tests.api.client import ADDRESSES, WORLD, Api
from tests.pinned import PinnedDatabase


class _Tally:
    def __init__(self, statements: list[str]) -> None:
        self.statements = statements
        self.rows = 0


class CountingApi(Api):
    """Adds the statements of units of work to those that a database remembers."""

    def __init__(self, database: PinnedDatabase) -> None:
        super().__init__(database)
        self._pinned = database
        self._written = RecordedConnections(database, _Tally(database.statements))

    def _context(self, actor: Actor) -> RequestContext:
        return build_context(
            self._pinned, self._written, actor=actor, world=WORLD, addresses=ADDRESSES
        )

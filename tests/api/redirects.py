"""Writing redirects of a publication."""

from domain.actor import Member
from domain.ids import PublicationId
from tests.api.callers import mutation
from tests.factories import make_publication, make_user
from tests.pinned import PinnedDatabase

FIELDS = "redirect { id source target isPermanent }"
CREATE = mutation("createRedirect", FIELDS)
UPDATE = mutation("updateRedirect", FIELDS)
AWAY = {"url": "https://away.example/there"}


async def make_daily(database: PinnedDatabase) -> tuple[Member, PublicationId]:
    ada = await make_user(database)
    return ada, await make_publication(
        database, handle="daily", url="https://daily.example", editor=ada
    )

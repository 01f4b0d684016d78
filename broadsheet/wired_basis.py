"""What every service is made of: storage and the world it works with."""

from collections.abc import Callable
from typing import TypeVar

from broadsheet.adapters.mentioning import MentioningRenderer
from broadsheet.on_demand import OnDemand
from broadsheet.stores import StoredReads
from broadsheet.world import World
from db.executor import Connections, Executor
from db.lists import ListReader
from db.mentions import NameReader
from db.publications import MembershipReader
from db.unit_of_work import PostgresUnitOfWork
from domain.ids import UserId
from domain.posts.access import PostAccess
from domain.unit_of_work import UnitOfWork
from resolvers.context import Services

Made = TypeVar("Made")


def made(make: Callable[["WiredBasis"], Made]) -> OnDemand["WiredBasis", Made]:
    """Make a service when it is first asked for."""
    return OnDemand(make)


class WiredBasis(Services):
    """What services of several areas work with."""

    def __init__(
        self,
        reads: Executor,
        database: Connections,
        stored: StoredReads,
        work: UnitOfWork[PostgresUnitOfWork],
        world: World,
        seen_by: UserId | None = None,
    ) -> None:
        self.reads = reads
        self.database = database
        self.stored = stored
        self.work = work
        self.world = world
        self.seen_by = seen_by

    lists = made(lambda its: ListReader(its.reads, its.seen_by))
    renderer = made(
        lambda its: MentioningRenderer(
            its.world.renderer, NameReader(its.database), its.world.addresses
        )
    )
    access = made(lambda its: PostAccess(its.stored.posts(its.reads), MembershipReader(its.reads)))

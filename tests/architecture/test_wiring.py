"""What resolvers may reach is all there, and none of it before somebody asks."""

from typing import Any, cast

from broadsheet.on_demand import OnDemand
from broadsheet.stores import StoredReads
from broadsheet.wiring import build_context
from db.executor import Database
from domain.actor import Anonymous
from resolvers.context import RequestContext, Services
from resolvers.loaders import Loaders
from tests.api.client import ADDRESSES, WORLD


def _context(stored: StoredReads) -> RequestContext:
    nowhere = cast(Database, object())
    return build_context(
        nowhere, nowhere, actor=Anonymous(), world=WORLD, addresses=ADDRESSES, stored=stored
    )


def test_everything_promised_can_be_had() -> None:
    context = _context(StoredReads())

    for name in RequestContext.__annotations__:
        assert hasattr(context, name), name
    for name in Services.__annotations__:
        assert hasattr(context.services, name), name
    for name in Loaders.__annotations__:
        assert hasattr(context.loaders, name), name


def test_what_nobody_asks_for_is_not_made() -> None:
    def read(*_: Any) -> Any:
        raise AssertionError("Nobody has asked for posts.")

    context = _context(StoredReads(posts=read))

    assert context.services.tags is context.services.tags


def test_what_is_made_on_demand_is_made_once_for_each_owner() -> None:
    class Owner:
        value = OnDemand[Any, list[int]](lambda _: [])

    owner, other = Owner(), Owner()

    assert owner.value is owner.value
    assert other.value is not owner.value

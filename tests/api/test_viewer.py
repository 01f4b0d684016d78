"""What the API says of whoever is asking."""

from dataclasses import replace

from domain.actor import Scope, SiteRole
from tests.api.client import Api
from tests.factories import make_account
from tests.pinned import PinnedDatabase

VIEWER = "{ viewer { user { name } role scopes } }"


async def test_nobody_is_no_viewer(api: Api) -> None:
    assert await api(VIEWER) == {"viewer": None}


async def test_a_viewer_sees_themselves(database: PinnedDatabase, api: Api) -> None:
    ada = await make_account(database, name="Ada", role=SiteRole.MODERATOR)

    answer = await api(VIEWER, actor=replace(ada, scopes=(Scope.READ,)))

    assert answer["viewer"] == {"user": {"name": "Ada"}, "role": "MODERATOR", "scopes": ["READ"]}

"""A pinned post is kept with the answers that show it, for as long as it is public."""

import asyncpg

from tests.kept.site import Site
from tests.kept.town import found_town

FRONT = '{ publication(handle: "daily") { pinnedPost { title } } }'


async def test_a_pinned_post_comes_and_goes_with_its_being_public(
    writer: asyncpg.Connection, site: Site
) -> None:
    town = await found_town(writer)
    await town.pin(town.shown)
    await site.feed.caught_up()
    shown = [await site.ask(FRONT)]

    for status in ("withdrawn", "published"):
        assert site.keeps(FRONT)
        await town.set("posts", town.shown, status=status)
        await site.feed.caught_up()
        assert not site.keeps(FRONT)
        shown.append(await site.ask(FRONT))

    assert shown[0] == shown[2] != shown[1]
    assert shown[1] == {"publication": {"pinnedPost": None}}

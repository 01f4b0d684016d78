"""Who reads a feed: those whose it is."""

from collections.abc import Mapping

from domain.ids import POST
from domain.posts.models import PostStatus
from tests.factories import make_follow, make_post, make_publication
from tests.permissions.rules import NO_ONE, Maker, Read
from tests.permissions.world import World


async def _post(world: World, status: PostStatus, *, is_followed: bool) -> str:
    publication_id = await make_publication(world.database)
    post = await make_post(
        world.database, world.member("author"), publication_id=publication_id, status=status
    )
    for name in world.actors:
        if is_followed and name not in ("anonymous", "reader", "lent"):
            await make_follow(world.database, world.member(name), publication_id=publication_id)
    return POST.text_of(post)


async def _followed(world: World, _: str) -> str:
    return await _post(world, PostStatus.PUBLISHED, is_followed=True)


async def _followed_draft(world: World, _: str) -> str:
    return await _post(world, PostStatus.DRAFT, is_followed=True)


async def _not_followed(world: World, _: str) -> str:
    return await _post(world, PostStatus.PUBLISHED, is_followed=False)


MAKERS: Mapping[str, Maker] = {
    "followed_post": _followed,
    "followed_draft": _followed_draft,
    "post_elsewhere": _not_followed,
}

READS = [
    Read(
        "Post",
        "Viewer.feed",
        "{ viewer { feed { totalCount nodes { id } } } }",
        {"followed_post": "members", "followed_draft": NO_ONE, "post_elsewhere": NO_ONE},
    ),
]

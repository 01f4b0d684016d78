"""Who may follow what, and who sees it."""

from collections.abc import Mapping

from domain.ids import PUBLICATION, SERIES, TAG, USER
from domain.posts.models import PostStatus
from tests.factories import (
    block,
    make_account,
    make_follow,
    make_post,
    make_publication,
    make_series,
    make_tag,
)
from tests.permissions.rules import NO_ONE, SCOPE, SIGN_IN, YES, Maker, Read, Rule, Viewed
from tests.permissions.world import World

_ALL = "members -reader"
_OTHERS = {SCOPE: "reader", SIGN_IN: "anonymous"}


async def _person(world: World, _: str) -> str:
    return USER.text_of((await make_account(world.database)).user_id)


async def _self(world: World, actor: str) -> str:
    return USER.text_of(world.member(actor).user_id)


async def _blocker(world: World, _: str) -> str:
    other = await make_account(world.database)
    for member in world.everybody():
        await block(world.database, other, world.member(member))
    return USER.text_of(other.user_id)


async def _blocked(world: World, _: str) -> str:
    other = await make_account(world.database)
    for member in world.everybody():
        await block(world.database, world.member(member), other)
    return USER.text_of(other.user_id)


async def _publication(world: World, _: str) -> str:
    return PUBLICATION.text_of(await make_publication(world.database))


async def _used_tag(world: World, _: str) -> str:
    tag_id = await make_tag(world.database, "followed-tag")
    await make_post(world.database, world.member("author"), tags=["followed-tag"])
    return TAG.text_of(tag_id)


async def _unused_tag(world: World, _: str) -> str:
    return TAG.text_of(await make_tag(world.database, "not-to-be-followed"))


async def _shown_series(world: World, _: str) -> str:
    return await _series(world, PostStatus.PUBLISHED)


async def _hidden_series(world: World, _: str) -> str:
    return await _series(world, PostStatus.DRAFT)


async def _series(world: World, status: PostStatus) -> str:
    post = await make_post(
        world.database,
        world.member("author"),
        publication_id=world.publication_id,
        status=status,
    )
    slug = f"followed-{status.value}"
    series = await make_series(world.database, world.publication_id, slug=slug, posts=[post])
    return SERIES.text_of(series)


async def _followed(world: World, _: str) -> str:
    """Make a tag that everybody follows."""
    text = await _used_tag(world, "")
    tag_id = TAG.parse(text)
    assert tag_id is not None
    for member in world.everybody():
        await make_follow(world.database, world.member(member), tag_id=tag_id)
    return text


MAKERS: Mapping[str, Maker] = {
    "own_self_to_follow": _self,
    "person_to_follow": _person,
    "blocker_to_follow": _blocker,
    "blocked_to_follow": _blocked,
    "publication_to_follow": _publication,
    "tag_to_follow": _used_tag,
    "unused_tag_to_follow": _unused_tag,
    "series_to_follow": _shown_series,
    "hidden_series_to_follow": _hidden_series,
    "followed_tag": _followed,
}


def _rule(
    mutation: str, state: str, thing: str, outcome: str = YES, *, changes: bool = True
) -> Rule:
    outcomes = {outcome: _ALL, **_OTHERS}
    return Rule(mutation, state, {"subjectId": f"{{{thing}}}"}, outcomes, changes=changes)


_ONESELF = "INVALID_INPUT: [{'argument': 'subjectId', 'message': 'Must be somebody else.'}]"

RULES = [
    *(
        _rule("follow", state, f"{state}_to_follow")
        for state in ("person", "publication", "tag", "series")
    ),
    _rule("follow", "followed already", "followed_tag", changes=False),
    _rule("follow", "oneself", "own_self_to_follow", _ONESELF),
    _rule("follow", "a tag without posts", "unused_tag_to_follow", "TAG_NOT_FOUND"),
    Rule(
        "follow",
        "a series without published posts",
        {"subjectId": "{hidden_series_to_follow}"},
        {YES: "editors staff", "SERIES_NOT_FOUND": _ALL + " -editors -staff", **_OTHERS},
    ),
    Rule(
        "follow",
        "who blocks one",
        {"subjectId": "{blocker_to_follow}"},
        {"PERSON_BLOCKED": "staff", **_OTHERS},
        rest="PERSON_NOT_FOUND",
    ),
    _rule("follow", "whom one blocks", "blocked_to_follow", "PERSON_BLOCKED"),
    _rule("unfollow", "followed", "followed_tag"),
    _rule("unfollow", "not followed", "tag_to_follow", changes=False),
    Rule(
        "unfollow",
        "who blocks one",
        {"subjectId": "{blocker_to_follow}"},
        {YES: "staff", **_OTHERS},
        rest="PERSON_NOT_FOUND",
        changes=False,
    ),
]

READS = [
    Read(
        "Follow",
        "Viewer.following",
        "{ viewer { following { totalCount nodes { subject { id } } } } }",
        {"followed_tag": "members", "tag_to_follow": NO_ONE},
    ),
]

_FOLLOWED = {"followed_tag": ("members", NO_ONE), "tag_to_follow": (NO_ONE, NO_ONE)}

VIEWED = [Viewed("Tag.viewerIsFollowing", _FOLLOWED)]

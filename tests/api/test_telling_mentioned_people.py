"""Whoever is named in a comment is told once, when it is there to be read."""

import pytest

from tests.api.callers import ask, mutation
from tests.api.client import Api
from tests.api.mentioning import add, change, mentions, told
from tests.factories import block, make_post, make_publication, make_user, mute
from tests.pinned import PinnedDatabase

APPROVE, REJECT, HIDE, UNHIDE = (
    mutation(name, "comment { id }")
    for name in ("approveComment", "rejectComment", "hideComment", "unhideComment")
)


async def test_an_edit_tells_only_those_who_are_new(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database, username="ada")
    for name in ("bob", "eve"):
        await make_user(database, username=name)
    comment = await add(api, await make_post(database, ada), ada, "@bob")

    assert (await change(api, comment, ada, "@bob!"))["mentions"] == [{"username": "bob"}]
    assert (await change(api, comment, ada, "@eve"))["mentions"] == [{"username": "eve"}]
    changed = await change(api, comment, ada, "@eve @bob @ada")

    assert [user["username"] for user in changed["mentions"]] == ["eve", "bob", "ada"]
    assert await told(database) == ["bob", "eve"]


@pytest.mark.parametrize("way", ["blocks", "is blocked", "mutes"])
async def test_who_does_not_want_to_hear_from_the_writer_is_not_told(
    database: PinnedDatabase, api: Api, way: str
) -> None:
    ada, bob = await make_user(database), await make_user(database, username="bob")
    if way == "mutes":
        await mute(database, bob, ada)
    else:
        pair = (bob, ada) if way == "blocks" else (ada, bob)
        await block(database, *pair)

    comment = await add(api, await make_post(database, await make_user(database)), ada, "@bob")

    assert await told(database) == []
    assert await mentions(api, comment["id"]) == ["bob"]


async def test_who_is_muted_by_the_writer_is_told(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database, username="bob")
    await mute(database, ada, bob)

    await add(api, await make_post(database, ada), ada, "@bob")

    assert await told(database) == ["bob"]


async def test_a_first_comment_tells_when_it_is_approved(
    database: PinnedDatabase, api: Api
) -> None:
    ada, owner = await make_user(database), await make_user(database)
    await make_user(database, username="bob")
    publication = await make_publication(database, owner=owner)
    post_id = await make_post(database, owner, publication_id=publication)
    await database.execute("UPDATE publications SET holds_first_comments = true")

    comment = await add(api, post_id, ada, "@bob")
    assert await told(database) == []

    await ask(api, APPROVE, owner, commentId=comment["id"])
    assert await told(database) == ["bob"]


async def test_who_is_mentioned_in_what_was_hidden_is_told_once_it_is_shown(
    database: PinnedDatabase, api: Api
) -> None:
    ada, owner = await make_user(database), await make_user(database)
    await make_user(database, username="bob")
    publication = await make_publication(database, owner=owner)
    post_id = await make_post(database, owner, publication_id=publication)
    await database.execute("UPDATE publications SET holds_first_comments = true")
    comment = await add(api, post_id, ada, "@bob")

    await ask(api, REJECT, owner, commentId=comment["id"])
    assert await told(database) == []
    for _ in range(2):
        await ask(api, UNHIDE, owner, commentId=comment["id"])
        assert await told(database) == ["bob"]
        await ask(api, HIDE, owner, commentId=comment["id"])

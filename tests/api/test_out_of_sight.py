"""People hidden from a viewer, and comments of which only the place is left."""

from collections.abc import Awaitable, Callable

import pytest

from db.executor import Executor
from domain.actor import Actor, Anonymous, Member, SiteRole
from domain.ids import COMMENT
from tests.api.client import Api
from tests.factories import (
    block,
    delete_comment,
    make_account,
    make_comment,
    make_post,
    make_publication,
    make_user,
    mute,
)
from tests.pinned import PinnedDatabase

Hide = Callable[[Executor, Member, Member], Awaitable[None]]


async def _is_blocked(database: Executor, viewer: Member, other: Member) -> None:
    await block(database, other, viewer)


HIDING = [
    pytest.param(mute, id="muted"),
    pytest.param(block, id="blocked"),
    pytest.param(_is_blocked, id="blocked by"),
]

THREAD = """{ posts { totalCount nodes {
    thread { totalCount nodes { id isDeleted author { username } content { text } } }
    comments { totalCount nodes { id } }
} } }"""


@pytest.mark.parametrize("hide", HIDING)
async def test_posts_of_hidden_people_are_in_no_list(
    api: Api, database: PinnedDatabase, hide: Hide
) -> None:
    viewer, other = await make_user(database), await make_user(database)
    await make_post(database, viewer, title="Mine")
    await make_post(database, other, title="Not for you")
    await hide(database, viewer, other)

    seen = (await api("{ posts { totalCount nodes { title } } }", actor=viewer))["posts"]

    assert seen == {"totalCount": 1, "nodes": [{"title": "Mine"}]}
    everybodys = await api("{ posts { totalCount } }")
    assert everybodys["posts"]["totalCount"] == 2


@pytest.mark.parametrize("hide", HIDING)
async def test_a_comment_of_somebody_hidden_looks_deleted_where_it_is_answered(
    api: Api, database: PinnedDatabase, hide: Hide
) -> None:
    viewer, other = await make_user(database), await make_user(database)
    magazine = await make_publication(database)
    post_id = await make_post(database, viewer, publication_id=magazine)
    answered = await make_comment(database, post_id, other, text="A secret")
    reply = await make_comment(database, post_id, viewer, text="Why?", parent_id=answered)
    await make_comment(database, post_id, other, text="Another secret")
    deleted = await make_comment(database, post_id, other)
    below = await make_comment(database, post_id, viewer, text="What?", parent_id=deleted)
    await delete_comment(database, deleted)
    await hide(database, viewer, other)

    [post] = (await api(THREAD, actor=viewer))["posts"]["nodes"]

    gone = {"isDeleted": True, "author": None, "content": None}
    assert [each for each in post["thread"]["nodes"] if each["isDeleted"]] == [
        {"id": COMMENT.text_of(answered), **gone},
        {"id": COMMENT.text_of(deleted), **gone},
    ]
    shown = [COMMENT.text_of(id) for id in (answered, reply, deleted, below)]
    assert [each["id"] for each in post["thread"]["nodes"]] == shown
    assert post["thread"]["totalCount"] == 4
    assert [each["id"] for each in post["comments"]["nodes"]] == [shown[0], shown[2]]
    assert post["comments"]["totalCount"] == 2


@pytest.mark.parametrize("role", [SiteRole.MODERATOR, SiteRole.ADMIN])
async def test_nothing_is_hidden_from_the_staff(
    api: Api, database: PinnedDatabase, role: SiteRole
) -> None:
    staff = await make_account(database, role=role)
    other = await make_user(database)
    await make_post(database, other)
    await block(database, other, staff)

    assert (await api("{ posts { totalCount } }", actor=staff))["posts"]["totalCount"] == 1


@pytest.mark.parametrize("actor", [Anonymous(), None], ids=["nobody", "somebody"])
async def test_of_a_deleted_comment_the_place_is_left_while_it_is_answered(
    api: Api, database: PinnedDatabase, actor: Actor | None
) -> None:
    writer = await make_user(database)
    post_id = await make_post(database, writer)
    answered = await make_comment(database, post_id, writer)
    await make_comment(database, post_id, writer, parent_id=answered)
    alone = await make_comment(database, post_id, writer)
    await delete_comment(database, answered)
    await delete_comment(database, alone, is_bare=True)

    [post] = (await api(THREAD, actor=actor or writer))["posts"]["nodes"]
    found = await api(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Comment { isDeleted } } }",
        ids=[COMMENT.text_of(answered), COMMENT.text_of(alone)],
    )

    assert [each["isDeleted"] for each in post["thread"]["nodes"]] == [True, False]
    assert found["nodes"] == [{"isDeleted": True}, None]
    counted = await api(
        '{ posts { nodes { commentCount } } user(username: "%s") { comments { totalCount } } }'
        % await database.fetchval("SELECT username FROM users WHERE id = $1", writer.user_id)
    )
    assert counted["posts"]["nodes"] == [{"commentCount": 1}]
    assert counted["user"]["comments"]["totalCount"] == 1


async def test_reasons_to_hide_somebody_add_up(database: PinnedDatabase) -> None:
    one, other = await make_user(database), await make_user(database)
    await block(database, one, other)
    await block(database, other, one)
    await mute(database, one, other)

    for table in ("blocks", "mutes"):
        await database.execute(f"DELETE FROM {table} WHERE $1::uuid IS NOT NULL", one.user_id)  # noqa: S608 - the names above
        rows = await database.fetch("SELECT viewer_id, reasons FROM hidden_people")
        left = {(row["viewer_id"], row["reasons"]) for row in rows}
        assert left == ({(one.user_id, 1)} if table == "blocks" else set())

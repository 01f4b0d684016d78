"""Comments being changed: by whom, for how long, and what is kept of them."""

from datetime import timedelta

import pytest

from domain.actor import Anonymous
from domain.ids import COMMENT, POST
from tests.announced import announced
from tests.api.callers import EVERYONE, SIGNED_OUT, ask, code_of, make_caller
from tests.api.client import Api
from tests.api.commenting import DELETE, UNKNOWN, UPDATE, said_on
from tests.factories import NOON, make_comment, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase


@pytest.mark.parametrize("who", EVERYONE)
async def test_nobody_changes_what_somebody_else_has_said(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    publication = await make_publication(database)
    caller = await make_caller(database, who, publication)
    ada = await make_user(database)
    post_id = await make_post(database, ada, publication_id=publication)
    comment = COMMENT.text_of(await make_comment(database, post_id, ada))

    result = await ask(api, UPDATE, caller, commentId=comment, markdown="I was wrong.")

    assert code_of(result) == SIGNED_OUT.get(who, "PERMISSION_DENIED")
    assert await said_on(api, post_id) == ["Well said."]
    assert await announced(database) == []


async def test_an_author_changes_a_comment_and_what_it_said_is_kept(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    comment_id = await make_comment(database, post_id, ada, text="Wel said.")
    given = {"commentId": COMMENT.text_of(comment_id)}

    updated = await ask(api, UPDATE, ada, **given, markdown="Well said.")
    same = await ask(api, UPDATE, ada, **given, markdown="Well said.")

    assert updated["comment"]["editedAt"]
    assert updated["comment"]["content"]["html"] == "<p>Well said.</p>\n"
    assert updated["post"] == {"id": POST.text_of(post_id)}
    assert same["comment"] == updated["comment"]
    assert await announced(database) == ["comment.updated"]
    kept = await database.fetch(
        "SELECT number, markdown FROM comment_versions JOIN contents ON id = content_id"
    )
    assert [tuple(row) for row in kept] == [(1, "Wel said.")]


async def test_a_comment_can_be_changed_for_a_day(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    comment_id = await make_comment(database, post_id, ada)
    given = {"commentId": COMMENT.text_of(comment_id), "markdown": "Better."}
    dated = "UPDATE comments SET created_at = $1"
    offered = "query ($id: ID!) { node(id: $id) { ... on Comment { viewerCanUpdate } } }"
    told = []

    await database.execute(dated, NOON - timedelta(hours=24, seconds=1))
    late = await ask(api, UPDATE, ada, **given)
    told.append((await api(offered, actor=ada, id=given["commentId"]))["node"])
    await database.execute(dated, NOON - timedelta(hours=24))
    in_time = await ask(api, UPDATE, ada, **given)
    told.append((await api(offered, actor=ada, id=given["commentId"]))["node"])

    assert code_of(late) == "COMMENT_TOO_OLD"
    assert in_time["comment"]["content"]["markdown"] == "Better."
    assert told == [{"viewerCanUpdate": False}, {"viewerCanUpdate": True}]


async def test_a_comment_is_not_changed_without_end(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    comment_id = await make_comment(database, await make_post(database, ada), ada)
    given = {"commentId": COMMENT.text_of(comment_id)}

    codes = [
        code_of(await ask(api, UPDATE, ada, **given, markdown=f"Version {number}"))
        for number in range(52)
    ]

    assert codes == [None] * 50 + ["COMMENT_EDITED_TOO_OFTEN"] * 2
    assert await database.fetchval("SELECT count(*) FROM contents") == 52  # with that of the post


async def test_what_is_not_there_is_neither_changed_nor_deleted(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)

    for comment, code in ((UNKNOWN, "COMMENT_NOT_FOUND"), ("nonsense", "INVALID_INPUT")):
        assert code_of(await ask(api, DELETE, ada, commentId=comment)) == code
        assert code_of(await ask(api, UPDATE, ada, commentId=comment, markdown="x")) == code
    assert code_of(await ask(api, DELETE, Anonymous(), commentId=UNKNOWN)) == "UNAUTHENTICATED"

"""Texts that name somebody, written at once: each person is told once, if they are there still."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest_asyncio

from domain.actor import Member
from domain.ids import COMMENT, POST
from tests.announced import announced
from tests.api.callers import mutation
from tests.changes.keyed import Sender, open_sender, shown
from tests.changes.racing import at_once, until_one_waits
from tests.factories import make_comment, make_post, make_user
from tests.kept.world import World

ADD = mutation("addComment", "comment { id }")
UPDATE = mutation("updateComment", "comment { id }")
MENTIONED = "person.mentioned"


@pytest_asyncio.fixture(loop_scope="session")
async def crowd(dsn: str, writer: asyncpg.Connection) -> AsyncIterator[Sender]:
    await World.empty(writer)
    async with open_sender(dsn, size=10, lock=20) as sender:
        yield sender


async def sends(crowd: Sender, actor: Member, document: str, **given: Any) -> str:
    """Return the code of a refusal, or the type of a success."""
    [result] = shown(await crowd.send(actor, None, document, input=given)).values()
    return str(result.get("code") or result["__typename"])


async def test_whoever_is_named_in_many_edits_at_once_is_told_once(
    crowd: Sender, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    await make_user(writer, username="bob")
    comment = await make_comment(writer, await make_post(writer, ada), ada)
    given = {"commentId": COMMENT.text_of(comment)}

    answers = await at_once(
        *(
            sends(crowd, ada, UPDATE, **given, markdown=f"@bob, {number} times")
            for number in range(10)
        )
    )

    assert answers == {"UpdateCommentSuccess": 10}
    assert (await announced(writer)).count(MENTIONED) == 1


async def test_whoever_leaves_while_a_text_names_them_is_not_mentioned(
    crowd: Sender, writer: asyncpg.Connection
) -> None:
    ada, bob = await make_user(writer), await make_user(writer, username="bob")
    post_id = await make_post(writer, ada)
    transaction = writer.transaction()
    await transaction.start()
    await writer.execute("DELETE FROM users WHERE id = $1", bob.user_id)

    given = {"postId": POST.text_of(post_id), "markdown": "@bob"}
    adding = asyncio.create_task(sends(crowd, ada, ADD, **given))
    await until_one_waits(crowd)
    await transaction.commit()

    assert await adding == "AddCommentSuccess"
    assert await writer.fetchval("SELECT count(*) FROM mentions") == 0
    assert MENTIONED not in await announced(writer)

"""A whole application: what is sent twice with one key, by somebody who is signed in."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx2
import pytest_asyncio

from domain.actor import Scope
from domain.ids import POST
from domain.posts.models import PostStatus
from tests.factories import make_access_token, make_account, make_post
from tests.http.test_application import application
from tests.http.workshop import codes

PUBLISH = """
    mutation ($id: ID!) {
      publishPost(input: {postId: $id}) {
        ... on PublishPostSuccess { post { status author { name } publication { postCount } } }
        ... on Error { code }
      }
    }
"""

UPLOAD = """
    mutation { createUpload(input: {byteSize: 1000}) { ... on CreateUploadSuccess { url } } }
"""


@pytest_asyncio.fixture(loop_scope="session")
async def writer(migrated_dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(migrated_dsn)
    yield connection
    await connection.close()


async def send(
    client: httpx2.AsyncClient, token: str, key: str, query: str = PUBLISH, **variables: Any
) -> httpx2.Response:
    headers = {"authorization": f"Bearer {token}", "idempotency-key": key}
    asked = {"query": query, "variables": variables}
    return await client.post("/graphql", json=asked, headers=headers)


async def test_twenty_at_once_are_done_once_and_answered_the_same(
    migrated_dsn: str, writer: asyncpg.Connection
) -> None:
    ada = await make_account(writer)
    draft = POST.text_of(await make_post(writer, ada, status=PostStatus.DRAFT))
    token = await make_access_token(writer, ada, tuple(Scope))
    before = await writer.fetchval("SELECT count(*) FROM outbox")
    async with application(migrated_dsn, connections=4) as client:
        answers = await asyncio.gather(
            *(send(client, token, '"a-key"', id=draft) for _ in range(20))
        )
        later = await send(client, token, "a-key", id=draft)
        other = await send(client, token, "a-key", PUBLISH.replace("status", "title"), id=draft)

    assert [answer.status_code for answer in answers] == [200] * 20
    assert {answer.content for answer in (*answers, later)} == {later.content}
    assert later.json()["data"]["publishPost"]["post"]["status"] == "PUBLISHED"
    assert later.headers["idempotency-replayed"] == "true"
    assert sum("idempotency-replayed" not in answer.headers for answer in answers) == 1
    assert (other.status_code, codes(other)) == (422, ["IDEMPOTENCY_KEY_REUSED"])
    assert await writer.fetchval("SELECT count(*) FROM outbox") == before + 1


async def test_a_secret_is_told_once(migrated_dsn: str, writer: asyncpg.Connection) -> None:
    ada = await make_account(writer)
    token = await make_access_token(writer, ada, tuple(Scope))
    async with application(migrated_dsn) as client:
        first = await send(client, token, "another-key", UPLOAD)
        again = await send(client, token, "another-key", UPLOAD)

    assert "/uploads/" in first.json()["data"]["createUpload"]["url"]
    assert (again.status_code, codes(again)) == (409, ["IDEMPOTENCY_ANSWER_NOT_KEPT"])
    assert await writer.fetchval("SELECT count(*) FROM uploads") == 1
    assert (
        await writer.fetchval("SELECT answer FROM idempotency_keys WHERE key = $1", "another-key")
        is None
    )


async def test_a_member_has_points_of_their_own_whatever_they_come_with(
    migrated_dsn: str, writer: asyncpg.Connection
) -> None:
    ada = await make_account(writer)
    tokens = [await make_access_token(writer, ada) for _ in range(2)]
    async with application(migrated_dsn, member_points=3, anonymous_points=1) as client:
        answers = [
            await send(client, token, "unused", "{ viewer { role } }")
            for token in (tokens[0], tokens[1], tokens[0], tokens[1])
        ]
        nobody = await client.post("/graphql", json={"query": "{ viewer { role } }"})

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[3].headers["ratelimit"].startswith('"member";r=0;')
    assert nobody.status_code == 200


async def test_bad_tokens_take_points_of_the_address(migrated_dsn: str) -> None:
    async with application(migrated_dsn, anonymous_points=2) as client:
        answers = [await send(client, "nonsense", "unused", "{ viewer { role } }") for _ in "123"]

    assert [answer.status_code for answer in answers] == [401, 401, 429]

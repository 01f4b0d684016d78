"""What an answer tells of its cost, where the cost would tell of what is hidden."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx2
import pytest
import pytest_asyncio

from domain.actor import Scope
from domain.posts.models import PostStatus
from tests.factories import make_access_token, make_account, make_post, make_publication
from tests.http.test_application import application

_POST = 'query { post(publication: "cellar", slug: "SLUG") { title } }'
_MUTATION = "mutation { signOut(input: {}) { __typename } }"


@pytest_asyncio.fixture(loop_scope="session")
async def stranger(migrated_dsn: str) -> AsyncIterator[str]:
    """Return the token of somebody who may not read the one draft there is."""
    connection = await asyncpg.connect(migrated_dsn)
    owner, stranger = await make_account(connection), await make_account(connection)
    cellar = await make_publication(connection, handle="cellar", owner=owner)
    await make_post(
        connection, owner, publication_id=cellar, slug="hidden", status=PostStatus.DRAFT
    )
    yield await make_access_token(connection, stranger, tuple(Scope))
    await connection.execute("DELETE FROM posts WHERE slug = 'hidden'")
    await connection.execute("DELETE FROM publications WHERE handle = 'cellar'")
    await connection.close()


async def _told(client: httpx2.AsyncClient, query: str, token: str | None) -> Any:
    headers = {"x-broadsheet-explain": "statements"}
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    return (await client.post("/graphql", json={"query": query}, headers=headers)).json()


@pytest.mark.parametrize("is_signed_in", [True, False])
async def test_a_hidden_draft_and_no_draft_have_one_answer(
    migrated_dsn: str, stranger: str, *, is_signed_in: bool
) -> None:
    token = stranger if is_signed_in else None
    async with application(migrated_dsn) as client:
        hidden, missing = [
            await _told(client, _POST.replace("SLUG", slug), token) for slug in ("hidden", "none")
        ]

    for told in (hidden, missing):
        told["extensions"].get("statements", {}).pop("milliseconds", None)
    assert hidden == missing
    assert ("statements" in hidden["extensions"]["cost"]) is not is_signed_in


async def test_mutations_tell_of_no_statements(migrated_dsn: str) -> None:
    async with application(migrated_dsn) as client:
        told = await _told(client, _MUTATION, None)

    assert "statements" not in told["extensions"]
    assert "statements" not in told["extensions"]["cost"]


async def test_an_operator_may_let_all_be_told(migrated_dsn: str, stranger: str) -> None:
    async with application(migrated_dsn, explain=True) as client:
        told = await _told(client, _POST.replace("SLUG", "hidden"), stranger)

    assert told["extensions"]["statements"]["count"] == told["extensions"]["cost"]["statements"] > 1

"""What docs/accounts.md tells front ends to send does what it says, in the order of the page."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest_asyncio

from tests.api.letters import last_link
from tests.committing import own_database
from tests.http.test_application import application

_PAGE = Path(__file__).parents[2] / "docs" / "accounts.md"
_HOME = "https://api.example"
_SIGN_IN = """
    mutation SignIn {
      signIn(input: {email: "ada@example.org", password: "%s"}) {
        __typename
        ... on SignInSuccess { token }
      }
    }
"""
_AFTER_A_LETTER = {"VerifyEmail", "ResetPassword", "ConfirmEmailChange"}


@pytest_asyncio.fixture(loop_scope="session")
async def dsn(server: str) -> AsyncIterator[str]:
    async with own_database(server, "broadsheet_accounts_document") as dsn:
        yield dsn


class Reader:
    """Somebody who does one thing after another, and brings along what signing in gave them."""

    def __init__(self, client: httpx2.AsyncClient, writer: asyncpg.Connection) -> None:
        self._client = client
        self._writer = writer
        self._token: str | None = None
        self.answers: dict[str, Any] = {}

    async def follow(self, query: str) -> None:
        found = re.search(r"(?:mutation|query) (\w+)", query)
        assert found
        variables = await self._variables(found[1])
        if found[1] in {"SignIn", "ResetPassword"}:
            # The token of a session that has ended would be refused.
            self._token = None
        body = {"query": query, "variables": variables}
        answer = await self._client.post("/graphql", json=body, headers=self._headers)
        assert "errors" not in answer.json(), answer.text
        [data] = answer.json()["data"].values()
        assert data.get("__typename", "Success").endswith("Success"), data
        self._token = data.get("token") or self._token
        self.answers[found[1]] = data

    @property
    def _headers(self) -> dict[str, str]:
        """The cookie is of no use here: the client of this test speaks http to itself."""
        given = {"authorization": f"Bearer {self._token}"} if self._token else {}
        return {"origin": _HOME, **given}

    async def _variables(self, name: str) -> dict[str, Any]:
        if name in _AFTER_A_LETTER:
            return {"token": await last_link(self._writer, at=datetime.now(UTC))}
        if name == "EndSession":
            sessions = self.answers["Me"]["sessions"]["nodes"]
            return {"sessionId": next(each["id"] for each in sessions if not each["isCurrent"])}
        return {}


async def test_the_page_tells_the_truth(dsn: str) -> None:
    examples = re.findall(r"```graphql\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL)
    writer = await asyncpg.connect(dsn)
    async with application(dsn, public_url=_HOME, sends_mail=False) as client:
        reader = Reader(client, writer)
        for example in examples:
            await reader.follow(example)
            if "mutation SignOut" in example:
                await reader.follow(_SIGN_IN % "a horse, a staple")
            if "mutation ResetPassword" in example:
                await reader.follow(_SIGN_IN % "a battery, a horse")
    address = await writer.fetchval("SELECT email FROM accounts")
    await writer.close()

    assert len(examples) == 13
    assert address == "ada@new.example"

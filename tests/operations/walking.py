"""Somebody who uses a site over HTTP, and reads their letters in the folder of its state."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import httpx2

from tests.waiting import until

_LINK = re.compile(r"\?token=(\S+)")
_REFUSED = "... on Error { code } ... on StaleVersionError { currentVersion }"

Answer = dict[str, Any]


class Person:
    """Asks as whoever the headers say. `ask` and `do` fail for answers with errors."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client

    async def ask(self, query: str, **variables: Any) -> Answer:
        body = {"query": query, "variables": variables}
        answer = (await self.client.post("/graphql", json=body)).json()
        assert "errors" not in answer, answer
        data: Answer = answer["data"]
        return data

    async def do(self, mutation: str, show: str, **given: Any) -> Answer:
        """Run a mutation, and return what it shows of what was changed, or the refusal."""
        name = mutation[0].upper() + mutation[1:]
        selected = f"... on {name}Success {{ {show} }} {_REFUSED}"
        query = f"mutation ($input: {name}Input!) {{ {mutation}(input: $input) {{ {selected} }} }}"
        result: Answer = (await self.ask(query, input=given))[mutation]
        return result

    async def send_file(self, address: str, content: bytes) -> Answer:
        answer = await self.client.put(address, content=content)
        assert answer.status_code == httpx2.codes.CREATED, answer.text
        told: Answer = answer.json()
        return told


@asynccontextmanager
async def somebody(address: str, **headers: str) -> AsyncIterator[Person]:
    async with httpx2.AsyncClient(base_url=address, headers=headers, timeout=30) as client:
        yield Person(client)


async def token_of_letter(state: Path, recipient: str, subject: str) -> str:
    """Wait for a letter, and return the secret of its link."""
    found: list[str] = []

    async def is_there() -> bool:
        found.extend(_links(state, recipient, subject))
        return bool(found)

    await until(is_there)
    return found[-1]


def _links(state: Path, recipient: str, subject: str) -> Iterator[str]:
    for file in sorted((state / "mail").glob("*.eml")):
        letter = message_from_bytes(file.read_bytes(), policy=default)
        body = letter.get_body(("plain",))
        link = body and _LINK.search(body.get_content())
        if link and letter["to"] == recipient and letter["subject"].startswith(subject):
            yield link[1]

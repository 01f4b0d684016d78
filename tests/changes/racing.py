"""Asking for several things at once, on connections of their own."""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from typing import Any

import asyncpg

from domain.actor import Member
from domain.ids import PublicationId
from tests.changes.keyed import Sender, shown
from tests.factories.moments import next_number
from tests.waiting import until

WAITS = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


async def ask(sender: Sender, actor: Member, query: str, **variables: Any) -> str:
    """Return the code of a refusal, or the type of a success."""
    outcome = await sender.send(actor, None, query=query, **variables)
    answer = shown(outcome)["answer"]
    return str(answer.get("code") or answer["__typename"])


async def at_once(*asked: Awaitable[str]) -> dict[str, int]:
    """Return how often each answer was given."""
    return dict(Counter(await asyncio.gather(*asked)))


async def roles(writer: asyncpg.Connection, publication_id: PublicationId) -> list[str]:
    rows = await writer.fetch(
        "SELECT role FROM memberships WHERE publication_id = $1 ORDER BY role", publication_id
    )
    return [row["role"] for row in rows]


def handle() -> str:
    return f"raced-{next_number()}"


async def until_one_waits(sender: Sender) -> None:
    async def waits() -> bool:
        async with sender.pool.acquire() as connection:
            return bool(await connection.fetchval(WAITS))

    await until(waits)

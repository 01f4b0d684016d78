"""What was announced: the events that came of changes."""

import json
from typing import Any

from db.executor import Executor


async def announced(database: Executor) -> list[str]:
    """Return the names of all events, oldest first."""
    rows = await database.fetch("SELECT name FROM outbox ORDER BY id")
    return [row["name"] for row in rows]


async def last_event(database: Executor) -> dict[str, Any]:
    """Return what the last event says, without its time."""
    text = await database.fetchval("SELECT payload FROM outbox ORDER BY id DESC LIMIT 1")
    payload: dict[str, Any] = json.loads(text)
    del payload["occurred_at"]
    return payload

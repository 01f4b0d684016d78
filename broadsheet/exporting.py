"""Everything that one person made, as lines of JSON."""

from collections.abc import AsyncIterator
from typing import Any

import orjson

from db.executor import Executor
from db.personal import personal_lines
from domain.addresses import Addresses
from domain.clock import Clock
from domain.ids import USER, UserId

FORMAT_VERSION = 1

_AS_JSON = ("metadata",)
"""Columns that hold JSON."""


async def exported(
    database: Executor, user_id: UserId, *, addresses: Addresses, clock: Clock
) -> AsyncIterator[bytes]:
    """Write what somebody made, some lines at a time. The last one says that nothing is missing."""
    yield _written(
        {
            "type": "export",
            "version": FORMAT_VERSION,
            "userId": USER.text_of(user_id),
            "server": addresses.public_url,
            "exportedAt": clock(),
        }
    )
    number = 1
    async for lines in personal_lines(database, user_id):
        number += len(lines)
        yield b"".join(_written(_finished(line, addresses)) for line in lines)
    yield _written({"type": "end", "lines": number + 1})


def name_of_file(user_id: UserId) -> str:
    return f"broadsheet-{USER.text_of(user_id)}.jsonl"


def _finished(line: dict[str, Any], addresses: Addresses) -> dict[str, Any]:
    for name in _AS_JSON:
        if name in line:
            line[name] = orjson.loads(line[name])
    if line["type"] == "media" and line["file"] is not None:
        line["url"] = addresses.of_file(line["file"])
    return line


def _written(line: dict[str, Any]) -> bytes:
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)

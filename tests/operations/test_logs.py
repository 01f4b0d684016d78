"""The lines of operations, as JSON."""

import asyncio
from io import BytesIO

import orjson

from broadsheet.logs import Lines, request_ids


class Stream(BytesIO):
    """Remembers how often it was flushed."""

    def __init__(self) -> None:
        super().__init__()
        self.flushes: list[bytes] = []

    def flush(self) -> None:
        self.flushes.append(self.getvalue())


async def test_lines_of_one_turn_are_written_together() -> None:
    stream = Stream()
    lines = Lines(stream)

    for name in ("A", "B", "C"):
        lines.add({"name": name})
    assert not stream.getvalue()
    await asyncio.sleep(0)

    assert len(stream.flushes) == 1
    written = stream.getvalue().splitlines()
    assert [orjson.loads(line)["name"] for line in written] == ["A", "B", "C"]


async def test_lines_of_later_turns_are_written_too() -> None:
    stream = Stream()
    lines = Lines(stream)

    for name in ("A", "B"):
        lines.add({"name": name})
        await asyncio.sleep(0)

    assert len(stream.flushes) == 2
    assert stream.getvalue().count(b"\n") == 2


async def test_a_line_says_when_and_for_which_request() -> None:
    stream = Stream()
    token = request_ids.set("abc")
    try:
        Lines(stream).add({"status": 200, "codes": []})
    finally:
        request_ids.reset(token)
    await asyncio.sleep(0)

    line = orjson.loads(stream.getvalue())
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "status": 200,
        "codes": [],
        "event": "operation",
        "request_id": "abc",
        "level": "info",
        "logger": "broadsheet.operations",
    }

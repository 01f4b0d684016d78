"""Whatever is sent as a cursor, the answer is a page or the caller's error."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from itertools import permutations

import pytest

from domain.ids import POST
from tests.api.client import Api
from tests.api.lists import LISTS, OfferedList
from tests.factories import NOON

MARK, ID = 4, 16
"""The bytes of a cursor before and behind its key."""

every_list = pytest.mark.parametrize(
    "offered", [pytest.param(item, id=item.name) for item in LISTS]
)


def with_key(cursor: str, key: bytes) -> str:
    packed = urlsafe_b64decode(cursor)
    return urlsafe_b64encode(packed[:MARK] + key + packed[-ID:]).decode()


def impossible_keys(cursor: str) -> Iterator[str]:
    """Make cursors whose key no item can have: no moment, no number, no name."""
    length = len(urlsafe_b64decode(cursor)) - MARK - ID
    yield with_key(cursor, b"\xff" * (length + 1))
    yield with_key(cursor, b"\x80" + b"\0" * length)
    yield with_key(cursor, b"\x7f" + b"\xff" * length)


@every_list
async def test_what_is_no_cursor_of_this_list_is_the_callers_error(
    full: Api, offered: OfferedList
) -> None:
    cursor = (await offered.read(full, first=1))["pageInfo"]["endCursor"]
    others = [
        "",
        "42",
        "\N{SNOWMAN}",
        "A" * 100_000,
        cursor[:-1],
        cursor[:-4],
        cursor[:4],
        cursor + "AAAA" * 2_000,
        POST.text_of(POST.new_id(at=NOON)),
        *impossible_keys(cursor),
    ]

    for text in others:
        assert await full.errors(offered.query, first=1, after=text) == ["INVALID_INPUT"], text
    assert await full.errors(offered.query, last=1, before=cursor[:-4]) == ["INVALID_INPUT"]


@every_list
async def test_a_cursor_of_a_list_in_another_order_is_the_callers_error(
    full: Api, offered: OfferedList
) -> None:
    others = {other.order: other for other in LISTS if other.order != offered.order}

    for other in others.values():
        cursor = (await other.read(full, first=1))["pageInfo"]["endCursor"]
        codes = await full.errors(offered.query, first=1, after=cursor)
        assert codes == ["INVALID_INPUT"], other.name


@pytest.mark.parametrize(
    ("field", "orders"),
    [
        ("posts", ["NEWEST", "OLDEST", "MOST_REACTED", "MOST_DISCUSSED"]),
        ("tags", ["MOST_USED", "SLUG", "NEWEST"]),
        ("comments", ["OLDEST", "NEWEST", "TOP"]),
        ("replies", ["OLDEST", "NEWEST", "TOP"]),
    ],
)
async def test_a_list_in_one_order_takes_no_cursor_of_itself_in_another(
    full: Api, field: str, orders: list[str]
) -> None:
    by_order = {item.arguments: item for item in LISTS if item.field == field}
    offered = [by_order[f"orderBy: {order}"] for order in orders]

    for one, other in permutations(offered, 2):
        cursor = (await one.read(full, first=1))["pageInfo"]["endCursor"]
        assert await full.errors(other.query, first=1, after=cursor) == ["INVALID_INPUT"]


@every_list
async def test_a_cursor_from_the_end_of_the_world_reads_an_empty_page_at_worst(
    full: Api, offered: OfferedList
) -> None:
    cursor = (await offered.read(full, first=1))["pageInfo"]["endCursor"]
    length = len(urlsafe_b64decode(cursor)) - MARK - ID

    for key in (b"\0" * length, b"\x7f" * length, b"\x80" * length, b"\xff" * length):
        codes = await full.errors(offered.query, first=1, after=with_key(cursor, key))
        assert codes in ([], ["INVALID_INPUT"])

"""Rules of paging that hold for every list there is."""

from itertools import chain

import pytest

from tests.api.client import Api
from tests.api.lists import BACKWARD, FORWARD, LISTS, SIZE, OfferedList

SIZES = (1, 3, SIZE)

every_list = pytest.mark.parametrize(
    "offered", [pytest.param(item, id=item.name) for item in LISTS]
)


@every_list
async def test_a_walk_meets_every_item_once_in_pages_of_any_size_and_both_ways(
    full: Api, offered: OfferedList
) -> None:
    whole = await offered.read(full, first=100)
    assert len(whole["nodes"]) >= SIZE

    for size in SIZES:
        forward = [page["nodes"] async for page in offered.pages(full, size, FORWARD)]
        backward = [page["nodes"] async for page in offered.pages(full, size, BACKWARD)]

        assert [*chain(*forward)] == whole["nodes"]
        assert [*chain(*reversed(backward))] == whole["nodes"]


@every_list
async def test_a_page_agrees_with_its_edges_and_with_the_number_of_all_items(
    full: Api, offered: OfferedList
) -> None:
    whole = await offered.read(full, first=100)
    seen = 0

    async for page in offered.pages(full, 3, FORWARD):
        cursors = [edge["cursor"] for edge in page["edges"]]
        assert page["nodes"] == [edge["node"] for edge in page["edges"]]
        assert page["totalCount"] == len(whole["nodes"])
        assert page["pageInfo"] == {
            "hasPreviousPage": seen > 0,
            "hasNextPage": seen + len(page["nodes"]) < page["totalCount"],
            "startCursor": cursors[0],
            "endCursor": cursors[-1],
        }
        seen += len(page["nodes"])


@every_list
async def test_a_page_of_nothing_tells_whether_there_is_something(
    full: Api, offered: OfferedList
) -> None:
    start, end = await offered.read(full, first=0), await offered.read(full, last=0)

    assert start["nodes"] == end["nodes"] == []
    assert start["pageInfo"]["hasNextPage"]
    assert end["pageInfo"]["hasPreviousPage"]
    assert start["pageInfo"]["startCursor"] is None
    assert start["totalCount"] >= SIZE

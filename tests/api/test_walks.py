"""Rules of paging that hold for every list there is."""

from itertools import chain

import pytest
from graphql import GraphQLObjectType, get_named_type

from execution.run import core_schema
from schema.schema import schema
from tests.api.client import Api
from tests.api.lists import BACKWARD, FORWARD, LISTS, SIZE, OfferedList

SIZES = (1, 3, SIZE)

_CORE = core_schema(schema)

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


def test_every_list_there_is_is_tried() -> None:
    lists = {
        f"{type_.name}.{name}"
        for type_ in _CORE.type_map.values()
        if isinstance(type_, GraphQLObjectType)
        for name, field in type_.fields.items()
        if get_named_type(field.type).name.endswith("Connection")
    }

    # A discussion is no list of the usual kind: tests/api/test_threads.py walks through it.
    assert {_place(offered) for offered in LISTS} == lists - {"Post.thread"}


def _place(offered: OfferedList) -> str:
    """Return the type and the field of a list, such as `Tag.posts`."""
    type_ = _CORE.query_type
    for step in offered.inside:
        assert isinstance(type_, GraphQLObjectType)
        type_ = get_named_type(type_.fields[step.partition("(")[0]].type)
    assert type_ is not None
    return f"{type_.name}.{offered.field}"


@every_list
async def test_a_list_takes_as_many_statements_whatever_its_size(
    full: Api, offered: OfferedList
) -> None:
    """One for the page, one for the number of all, and one for rights, or for what items show."""
    taken = set()
    for first in SIZES:
        full.statements.clear()
        await offered.read(full, first=first)
        taken.add(len(full.statements))
    full.statements.clear()
    await full(offered.query_around)
    around = len(full.statements)

    [in_all] = taken
    assert in_all - around in (2, 3)

"""Every statement there is fits the migrated tables."""

import pkgutil
import re
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from itertools import product
from typing import Any
from uuid import UUID

import asyncpg
import pytest

import db
from db.keyset import Form, ListOf, rows_to_read
from db.lists import LISTS
from db.post_lists import filtered
from db.threads import pages_statement
from domain.ordering import MOMENT, NUMBER, TEXT, Position
from domain.paging import ChildListing, PageRequest
from domain.posts.listings import PostFilter, PostOrder, Posts
from tests.factories import NOON

_KEY_TYPES = {MOMENT: "timestamptz", NUMBER: "int4", TEXT: "text"}

_STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")

EVERY_FILTER = PostFilter("daily", "ada", "sql", "en", NOON, NOON)


def constants() -> Iterator[Any]:
    """Every statement that a module of ours holds as a constant."""
    for module in pkgutil.walk_packages(db.__path__, "db."):
        for name, value in vars(import_module(module.name)).items():
            is_text = name.isupper() and isinstance(value, str) and "{" not in value
            if is_text and _STATEMENT.match(value):
                yield pytest.param(value, id=f"{module.name}.{name}")


def lists() -> Iterator[Any]:
    for (listing, sorted_as), found in LISTS.items():
        name = listing.__name__ if sorted_as is None else f"{listing.__name__} {sorted_as.name}"
        yield pytest.param(found, issubclass(listing, ChildListing), id=name)
    for order in PostOrder:
        since = order.since(lambda: NOON)
        yield pytest.param(filtered(Posts(order, since, EVERY_FILTER)), False, id=f"Posts {order}")


@pytest.mark.parametrize("statement", list(constants()))
async def test_a_statement_can_be_prepared(connection: asyncpg.Connection, statement: str) -> None:
    prepared = await connection.prepare(statement)

    assert prepared.get_query() == statement


@pytest.mark.parametrize(("found", "has_parents"), list(lists()))
async def test_the_statements_of_a_list_can_be_prepared(
    connection: asyncpg.Connection, found: ListOf[Any], *, has_parents: bool
) -> None:
    key = _KEY_TYPES[found.order.kind]
    if has_parents:
        forms = {Form.OF_MANY: [f"{key}[]", "uuid[]"], Form.OF_ONE: [key, "uuid"]}
    else:
        forms = {Form.OF_NOTHING: [key, "uuid"]}
    beside = Position(NOON, UUID(int=0))
    for form, backward, start in product(forms, (False, True), (None, beside)):
        request = PageRequest(size=20, beside=start, backward=backward)
        prepared = await connection.prepare(found.statement(form, request))
        parameters = [parameter.name for parameter in prepared.get_parameters()]
        position = forms[form] if start else []
        assert len(parameters) == form.arguments_from - 1 + found.where.count("{") + len(position)
        assert parameters[len(parameters) - len(position) :] == position
        columns = {attribute.name for attribute in prepared.get_attributes()}
        assert {found.order.attribute, found.told_apart_by} <= columns
    await connection.prepare(found.counts if has_parents else found.count)


def test_the_filter_of_posts_is_tried_whole() -> None:
    assert EVERY_FILTER.asked == EVERY_FILTER.__struct_fields__
    assert isinstance(EVERY_FILTER.published_from, datetime)


@pytest.mark.parametrize("backward", [False, True])
async def test_the_statements_of_discussions_can_be_prepared(
    connection: asyncpg.Connection, *, backward: bool
) -> None:
    await connection.prepare(pages_statement(21, backward=backward))


def test_pages_of_about_one_size_share_a_statement() -> None:
    rows = [rows_to_read(PageRequest(size=size)) for size in range(101)]

    assert all(read > size for size, read in enumerate(rows))
    assert len(set(rows)) < 10
    with pytest.raises(ValueError, match="at most 100"):
        rows_to_read(PageRequest(size=101))

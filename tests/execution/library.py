"""A small schema of its own, with every shape that the gate tells apart."""

import asyncio
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Any

import strawberry
from aiodataloader import DataLoader

from execution.fields import batched, root
from execution.gate import Gate, OperationRequest
from execution.limits import Limits
from execution.refusals import OperationRefused
from execution.run import core_schema


@dataclass
class Context:
    batches: dict[Hashable, DataLoader[Any, Any]] = field(default_factory=dict)
    answered: dict[str, Any] = field(default_factory=dict)


@strawberry.enum
class Genre(Enum):
    FICTION = "fiction"
    ESSAY = "essay"


@strawberry.type
class Author:
    name: str


async def no_books(
    _: Context,
    parents: Sequence[Any],
    *,
    first: Annotated[int | None, "How many."] = None,
    last: Annotated[int | None, "How many, from the end."] = None,
) -> Sequence[Any]:
    """Books of the shelf."""
    del first, last
    return [_NO_BOOKS for _ in parents]


async def no_authors(_: Context, parents: Sequence[Any]) -> Sequence[Sequence[Author]]:
    """Who wrote it."""
    return [[] for _ in parents]


@strawberry.type
class Book:
    title: str
    authors: list[Author] = batched(no_authors, items=3)
    sequels: list["Book"]
    related: "Books" = batched(no_books)
    shelf: "Shelf"


@strawberry.type
class Edge:
    node: Book


@strawberry.type
class Books:
    edges: list[Edge]
    nodes: list[Book]


_NO_BOOKS = Books(edges=[], nodes=[])


@strawberry.type
class Shelf:
    books: Books = batched(no_books)


async def shelf(_: Context, *, genre: Annotated[Genre | None, "Of one genre."] = None) -> Shelf:
    """The one shelf."""
    del genre
    return Shelf()


async def found(_: Context, *, ids: Annotated[list[str], "Their ids."]) -> Sequence[Book | None]:
    """Books by their ids."""
    return [None for _ in ids]


async def echo(_: Context, *, text: Annotated[str, "What to say."]) -> str:
    """The same text."""
    return text


@strawberry.type
class Query:
    shelf: Shelf = root(shelf)
    found: list[Book | None] = root(found)
    echo: str = root(echo)


async def shout(_: Context, *, text: Annotated[str, "What to shout."]) -> str:
    """The text, loudly."""
    await asyncio.sleep(0)
    return text.upper()


@strawberry.type
class Mutation:
    shout: str = root(shout)


LIBRARY = strawberry.Schema(query=Query, mutation=Mutation)


def a_gate(**limits: int) -> Gate:
    return Gate(core_schema(LIBRARY), Limits(**limits))


def a_silent_gate() -> Gate:
    """Return one that tells nothing of the schema."""
    return Gate(core_schema(LIBRARY), introspection=False)


def refusal_of(
    query: str, variables: Mapping[str, object] | None = None, *, gate: Gate | None = None
) -> OperationRefused:
    """Return how the gate refuses an operation, which it must."""
    try:
        (gate or a_gate()).admit(OperationRequest(query=query, variables=variables or {}))
    except OperationRefused as refused:
        return refused
    raise AssertionError("The operation was let in.")


def cost_of(query: str, **variables: object) -> int:
    return a_gate().admit(OperationRequest(query=query, variables=variables)).cost.requested

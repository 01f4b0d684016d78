"""Whether an operation answers one viewer otherwise than another."""

from collections.abc import Sequence
from typing import Annotated, Any

import pytest
import strawberry

from execution.documents import PreparedOperation
from execution.fields import batched, mutation, root
from execution.gate import Gate, OperationRequest
from execution.run import core_schema


async def may_edit(_: Any, things: Sequence[Any]) -> Sequence[bool]:
    """Whether you may edit it."""
    return [False for _ in things]


async def nobody(_: Any) -> None:
    """Nothing."""


async def kept_by(_: Any, *, token: Annotated[str, "Any."]) -> str:
    """What is behind a token."""
    return token


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Book(Named):
    viewer_may_edit: bool = batched(may_edit, viewer=True)


@strawberry.type
class Magazine(Named):
    viewer_may_edit: bool = batched(may_edit)


@strawberry.type
class Query:
    named: Named | None = root(nobody)
    book: Book | None = root(nobody)
    magazine: Magazine | None = root(nobody)
    own: str | None = root(nobody, viewer=True)
    secret: str = root(kept_by, secret=True)


async def called(_: Any, *, name: Annotated[str, "What to call it."]) -> str:
    """Say it again."""
    return name


@strawberry.type
class Mutation:
    name_it: str = mutation(called)
    swear: str = mutation(called, secret=True)


GATE = Gate(core_schema(strawberry.Schema(query=Query, mutation=Mutation, types=[Book, Magazine])))


def prepared(query: str) -> PreparedOperation:
    return GATE.admit(OperationRequest(query=query)).prepared


@pytest.mark.parametrize(
    ("query", "differs"),
    [
        ("{ own }", True),
        ("{ mine: own @skip(if: true) }", True),
        ("{ book { name } named { name } __typename }", False),
        ("{ book { viewerMayEdit } }", True),
        ("{ magazine { viewerMayEdit } }", False),
        ("{ named { ... on Magazine { viewerMayEdit } } }", False),
        ("{ named { ...F } } fragment F on Book { again: viewerMayEdit }", True),
        ("{ __schema { queryType { name } } }", False),
        ('{ secret(token: "a") }', True),
    ],
)
def test_it_does_when_any_of_its_fields_was_declared_so(query: str, *, differs: bool) -> None:
    assert prepared(query).differs_by_viewer is differs


@pytest.mark.parametrize(
    ("query", "is_secret"),
    [
        ("{ own }", False),
        ('{ secret(token: "a") }', True),
        ('{ ...F } fragment F on Query { again: secret(token: "a") }', True),
        ('mutation { nameIt(input: {name: "a"}) }', False),
        ('mutation { swear(input: {name: "a"}) }', True),
        ('mutation { ...all } fragment all on Mutation { b: swear(input: {name: "a"}) }', True),
    ],
)
def test_an_operation_that_answers_a_secret_is_known(query: str, is_secret: bool) -> None:
    assert prepared(query).answers_secret is is_secret

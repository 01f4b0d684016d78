"""Every text, id and number that a caller may send, spoiled in every way, where it gets deepest.

The rules of tests/permissions say with which input each mutation succeeds, and for whom. Here one
value of it is replaced at a time. Whatever comes of it, it must be something that we foresaw.
"""

from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from gc import get_objects
from typing import Any, NamedTuple
from zlib import crc32

import asyncpg
import pytest
import pytest_asyncio
from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from domain.ids import POST, USER
from domain.ordering import Order
from execution.run import core_schema
from schema.schema import schema
from tests.factories import NOON
from tests.permissions.matrix import MAKERS, READS, RULES
from tests.permissions.rules import YES, Rule
from tests.permissions.trying import Trying
from tests.permissions.world import make_world
from tests.pinned import PinnedDatabase

CORE = core_schema(schema)

_LONG = 1_000_000
_FOREIGN_ORDER = urlsafe_b64encode(bytes(40)).decode()

TEXTS = (
    "\0",
    "a\0b",
    "\ud800",
    "a\udfffb",
    "x" * _LONG,
    "\U0001f600" * 3_000,
    "",
    " \t\n\u2003",
    "\u202e\u200b\u2066",
    "\x01\x1b[31m\x7f",
    "\ufffe\U0010ffff",
    "a" + "\u0301" * 2_000,
    "\u0130\ufb03\u1e9e",
    "%00",
    "/%00/%ff/../..",
    "http://[::1",
    "http://\u2100.example:99999/",
    "https://example.org:port/",
    "' OR 1=1; --",
    "{0}{x}%s%(a)s",
    "a@b\r\nBcc: c@d",
    "bsl_" + "0" * 49,
    USER.text_of(USER.new_id(at=NOON)),
)
"""None of them is a secret, a name or an address of anything there is."""

IDS = (
    "\0",
    "\ud800",
    "",
    " ",
    "x" * _LONG,
    "post_",
    "post_" + "g" * 32,
    "post_" + "\u0660" * 32,
    "post_" + "f" * 32,
    "user_" + "0" * 32,
    "nobody_" + "0" * 32,
    POST.text_of(POST.new_id(at=NOON)),
    USER.text_of(USER.new_id(at=NOON)),
    1,
    -(2**80),
)
NUMBERS = (0, -1, 2**31 - 1, -(2**31), 2**31, 2**70)
MOMENTS = (
    "",
    "\0",
    "never",
    "x" * _LONG,
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-14:00",
    "9999-12-31T23:59:59.999999Z",
    "2026-02-30T00:00:00Z",
    "2026-01-01T00:00:00",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:00:60Z",
)


def _cursors() -> Iterator[str]:
    """Make places that lists have never had, in the order of each list that tells of one."""
    for name in _orders():
        mark = crc32(name.encode()).to_bytes(4)
        for key in (b"", b"\xff" * 4, b"\x7f" + b"\xff" * 7, b"\x80" + bytes(7), b"\xff\0", b"a\0"):
            yield urlsafe_b64encode(mark + key + b"\xff" * 16).decode()


def _orders() -> Sequence[str]:
    return sorted({each.name for each in get_objects() if isinstance(each, Order)})


CURSORS = ("", "\0", "\ud800", "x" * _LONG, "====", "\u00e9", _FOREIGN_ORDER, *_cursors())
_BY_SCALAR: Mapping[str, Sequence[Any]] = {
    "String": TEXTS,
    "ID": IDS,
    "Int": NUMBERS,
    "DateTime": MOMENTS,
}


class Spoiled(NamedTuple):
    """An input of which one value is not what it should be."""

    name: str
    value: Any
    input: Mapping[str, Any]


def spoiled(kind: GraphQLInputObjectType, given: Mapping[str, Any]) -> Iterator[Spoiled]:
    """Replace one value at a time, also those that were left out."""
    for name, argument in kind.fields.items():
        for value in values_for(argument, given.get(name)):
            yield Spoiled(name, value, {**given, name: value})


def values_for(argument: GraphQLInputField | GraphQLArgument, given: Any) -> Iterator[Any]:
    wanted = get_nullable_type(argument.type)
    named = get_named_type(wanted)
    many = is_list_type(wanted)
    if isinstance(named, GraphQLScalarType):
        for value in _BY_SCALAR.get(named.name, ()):
            yield [value] if many else value
        if many and named.name in _BY_SCALAR:
            yield []
            yield ["again"] * 1_000
    elif isinstance(named, GraphQLInputObjectType):
        inner = given[0] if many and given else given
        base = inner if isinstance(inner, Mapping) else _plain(named)
        for each in spoiled(named, base):
            yield [each.input] if many else each.input
        if many:
            yield []
            yield [base] * 1_000


def _plain(kind: GraphQLInputObjectType) -> Mapping[str, Any]:
    """Fill in what an input must have."""
    return {
        name: "plain"
        for name, each in kind.fields.items()
        if get_nullable_type(each.type) is not each.type
    }


def _deepest(mutation: str) -> tuple[Rule, str]:
    """Return a rule by which somebody may, and who: the admin or the owner if they are among them.

    There is one for each: tests/permissions/test_mutations.py sees to it.
    """
    allowed = [
        (rule, name)
        for rule in RULES
        if rule.mutation == mutation
        for name, outcome in rule.by_person.items()
        if outcome == YES
    ]
    return min(allowed, key=lambda each: each[1] not in {"admin", "owner"})


async def _codes(trying: Trying, actor: str, document: str, **variables: Any) -> Sequence[str]:
    async with trying.undone():
        return await trying.api_of(actor).errors(document, **variables)


assert CORE.mutation_type is not None
assert CORE.query_type is not None


@pytest.mark.parametrize("mutation", sorted(CORE.mutation_type.fields))
async def test_whatever_a_mutation_is_given_was_foreseen(
    database: PinnedDatabase, connection: asyncpg.Connection, mutation: str
) -> None:
    assert CORE.mutation_type is not None
    kind = get_named_type(CORE.mutation_type.fields[mutation].args["input"].type)
    assert isinstance(kind, GraphQLInputObjectType)
    trying = Trying(await make_world(database, MAKERS), connection)
    rule, actor = _deepest(mutation)
    await trying.world.prepare(rule.input)
    given = await trying.world.filled(rule.input, actor)
    document = f"mutation ($input: {kind.name}!) {{ {mutation}(input: $input) {{ __typename }} }}"

    unforeseen = []
    for each in spoiled(kind, given):
        codes = await _codes(trying, actor, document, input=each.input)
        if not set(codes) <= {"BAD_USER_INPUT"}:
            unforeseen.append((each.name, repr(each.value)[:60], codes))

    assert unforeseen == []


class _Way(NamedTuple):
    """How a field with arguments is reached."""

    kind: GraphQLObjectType
    field: str
    thing: str | None
    """The name of the thing that the field belongs to. None where there is one alone."""


def _ways() -> Iterator[_Way]:
    assert CORE.query_type is not None
    # Rules about what people hide call their things by more than the type.
    things = {
        read.kind: next(iter(read.found_by))
        for read in READS
        if read.way == "node" and read.kind in CORE.type_map
    }
    kinds: list[tuple[str, str | None]] = [("Query", None), ("Viewer", None), *things.items()]
    for name, thing in kinds:
        kind = CORE.type_map[name]
        assert isinstance(kind, GraphQLObjectType)
        for field in kind.fields:
            if kind.fields[field].args:
                yield _Way(kind, field, thing)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def trying(connection: asyncpg.Connection) -> AsyncIterator[Trying]:
    transaction = connection.transaction()
    await transaction.start()
    yield Trying(await make_world(PinnedDatabase(connection), MAKERS), connection)
    await transaction.rollback()


@pytest.mark.parametrize(
    "way", [pytest.param(way, id=f"{way.kind.name}.{way.field}") for way in _ways()]
)
async def test_whatever_a_query_is_given_was_foreseen(trying: Trying, way: _Way) -> None:
    field = way.kind.fields[way.field]
    needed = {
        name: _needed(name, each)
        for name, each in field.args.items()
        if get_nullable_type(each.type) is not each.type
    }
    unforeseen = []
    async with trying.undone():
        thing = await trying.world.thing(way.thing) if way.thing else ""
        for name, argument in field.args.items():
            values = CURSORS if name in {"after", "before"} else values_for(argument, None)
            for value in values:
                given = {**needed, name: value}
                if name == "before":
                    given["last"] = 2
                document = _document(way, given)
                own = {"thing": thing} if way.thing else {}
                codes = await _codes(trying, "admin", document, **own, **given)
                if {"INTERNAL", "GRAPHQL_VALIDATION_FAILED"} & set(codes):
                    unforeseen.append((name, repr(value)[:60], codes))

    assert unforeseen == []


def _needed(name: str, argument: GraphQLArgument) -> Any:
    wanted = get_nullable_type(argument.type)
    value = {"publication": "daily"}.get(name, "draft")
    return [value] if is_list_type(wanted) else value


def _document(way: _Way, given: Mapping[str, Any]) -> str:
    field = way.kind.fields[way.field]
    declared = ", ".join(f"${name}: {field.args[name].type}" for name in given)
    passed = ", ".join(f"{name}: ${name}" for name in given)
    named = get_named_type(field.type)
    inner = f"{way.field}({passed})"
    if not isinstance(named, GraphQLScalarType):
        is_list = "nodes" in getattr(named, "fields", ())
        inner += " { nodes { __typename } totalCount }" if is_list else " { __typename }"
    if way.kind.name == "Query":
        return f"query ({declared}) {{ {inner} }}"
    if way.kind.name == "Viewer":
        return f"query ({declared}) {{ viewer {{ {inner} }} }}"
    found = f"node(id: $thing) {{ ... on {way.kind.name} {{ {inner} }} }}"
    return f"query ($thing: ID!, {declared}) {{ {found} }}"

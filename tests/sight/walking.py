"""Asks for everything that somebody can reach, starting with nothing but the schema.

Every root field is asked for with whatever its arguments may be, every thing that an answer names
is looked up by its id, and of each thing every field is asked for, in each order that it is offered
in. So a field, a list or a type that is new is walked by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import orjson
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from domain.actor import Actor, Member
from execution.gate import Gate, OperationRequest
from execution.limits import Limits
from execution.run import core_schema, run
from schema.presentation import Presenter
from schema.schema import schema
from tests.api.client import context_of, read
from tests.pinned import PinnedDatabase

CORE = core_schema(schema)

_GATE = Gate(CORE, Limits(tokens=50_000, selections=20_000, aliases=5_000, comparisons=100_000))
"""A node of any type is asked for everything, which is more than callers may ask at once."""

_HIDES_PEOPLE = "SELECT EXISTS (SELECT FROM hidden_people WHERE viewer_id = $1)"

_ABOUT_THE_LIST = frozenset({"cursor", "startCursor", "endCursor", "repliesCursor"})
"""Text that holds positions: in lists sorted by a counter, that of the counter of everybody."""

_LEFT_OUT = frozenset({"blockedUsers", "mutedUsers", "rateLimit"})
"""Where people find those whom they hide, to take it back, and what every question changes."""

_DEEPEST = 5


@dataclass
class Walk:
    database: PinnedDatabase
    actor: Actor
    words: Mapping[str, Sequence[str]]
    """What arguments may be, by their names."""

    ids: Sequence[str]
    """Things to look up that nothing has named."""

    answers: dict[str, Any] = field(default_factory=dict)
    """What was asked, and what was answered, in an order that counters do not change."""

    async def everything(self) -> Mapping[str, Any]:
        if isinstance(self.actor, Member):
            hides = await self.database.fetchval(_HIDES_PEOPLE, self.actor.user_id)
            self.actor = replace(self.actor, hides_people=hides)
        assert CORE.query_type is not None
        for document in _of_fields(CORE.query_type, "Query", self.words):
            await self._ask(f"{{ {document} }}")
        return self.answers

    async def things(self) -> None:
        """Ask for everything of whatever has an id and was named, until nothing new is."""
        looked_up: set[str] = set()
        while new := {*self.ids, *_named_in(list(self.answers.values()))} - looked_up:
            looked_up |= new
            for id in sorted(new):
                await self._thing(id)

    async def _thing(self, id: str) -> None:
        found = await self._ask("query ($id: ID!) { node(id: $id) { __typename } }", id)
        if not found["data"] or not found["data"]["node"]:
            return
        kind = CORE.type_map[found["data"]["node"]["__typename"]]
        assert isinstance(kind, GraphQLObjectType)
        for document in _of_fields(kind, kind.name, self.words):
            of_kind = f"... on {kind.name} {{ {document} }}"
            await self._ask(f"query ($id: ID!) {{ node(id: $id) {{ {of_kind} }} }}", id)

    async def _ask(self, document: str, id: str | None = None) -> Any:
        variables = {} if id is None else {"id": id}
        admitted = _GATE.admit(OperationRequest(query=document, variables=variables))
        context = context_of(self.database, self.actor)
        answer = await run(schema, admitted, context, present=Presenter("a-walk"))
        codes = [str((error.extensions or {}).get("code")) for error in answer.errors]
        assert "INTERNAL" not in codes, (document, answer.errors)
        key = f"{id or ''} {document}"
        found = self.answers[key] = {"data": _in_any_order(read(answer.data)), "codes": codes}
        return found


def text_of(answer: Any) -> str:
    return orjson.dumps(answer).decode()


def _of_fields(
    kind: GraphQLObjectType, path: str, words: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Return a selection for each field, with each value of its arguments that matters."""
    for name, of_type in kind.fields.items():
        if name in _LEFT_OUT or name in _ABOUT_THE_LIST:
            continue
        for given in _arguments(f"{path}.{name}", of_type, words):
            yield f"{name}{given}{_selection(of_type, words, depth=1)}"


def _arguments(
    path: str, of_type: GraphQLField, words: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    required: list[list[str]] = []
    enums: list[list[str]] = [[]]
    for name, argument in of_type.args.items():
        kind = get_named_type(argument.type)
        if isinstance(kind, GraphQLEnumType):
            enums.append([f"{name}: {value}" for value in kind.values])
        if is_required_argument(argument):
            if isinstance(kind, GraphQLEnumType):
                continue
            assert name in words, f"What may be {name} of {path}? Say so in tests/sight/scene.py."
            required.append([f"{name}: {value}" for value in words[name]])
    for chosen in product(*required):
        for of_enum in enums:
            if not of_enum:
                yield _written(chosen)
            for each in of_enum:
                yield _written((*chosen, each))


def _written(given: Sequence[str]) -> str:
    return f"({', '.join(given)})" if given else ""


def _selection(of_type: GraphQLField, words: Mapping[str, Sequence[str]], depth: int) -> str:
    kind = get_named_type(of_type.type)
    if is_leaf_type(kind):
        return ""
    if isinstance(kind, GraphQLUnionType):
        return _of_each(kind.types, words, depth)
    if isinstance(kind, GraphQLInterfaceType):
        return _of_each(CORE.get_possible_types(kind), words, depth)
    assert isinstance(kind, GraphQLObjectType)
    return f" {{ __typename {_inside(kind, words, depth)} }}"


def _of_each(
    kinds: Sequence[GraphQLObjectType], words: Mapping[str, Sequence[str]], depth: int
) -> str:
    """Select of each type under names of their own, since fields of one name differ in type."""
    parts = (
        f"... on {kind.name} {{ {_inside(kind, words, depth, apart=True)} }}" for kind in kinds
    )
    return f" {{ __typename {' '.join(parts)} }}"


def _inside(
    kind: GraphQLObjectType, words: Mapping[str, Sequence[str]], depth: int, *, apart: bool = False
) -> str:
    """Select what stands in an object. What has an id is looked up later, so it goes no deeper."""
    has_id = "id" in kind.fields
    selected = []
    for name, of_type in kind.fields.items():
        alias = f"{kind.name}_{name}: " if apart else ""
        is_leaf = is_leaf_type(get_named_type(of_type.type))
        if name in _LEFT_OUT or name in _ABOUT_THE_LIST:
            continue
        if any(map(is_required_argument, of_type.args.values())):
            continue
        if is_leaf:
            selected.append(f"{alias}{name}")
        elif not has_id and depth < _DEEPEST:
            selected.append(f"{alias}{name}{_selection(of_type, words, depth + 1)}")
    return " ".join(selected) or "__typename"


def _named_in(answer: Any) -> Iterator[str]:
    """Return the ids of things in an answer."""
    if isinstance(answer, list):
        for each in answer:
            yield from _named_in(each)
    elif isinstance(answer, dict):
        for name, value in answer.items():
            if (name == "id" or name.endswith("_id")) and isinstance(value, str):
                yield value
            else:
                yield from _named_in(value)


def _in_any_order(answer: Any) -> Any:
    """Sort lists. Where one is sorted by a counter, that is the counter of everybody."""
    if isinstance(answer, dict):
        return {name: _in_any_order(value) for name, value in answer.items()}
    if isinstance(answer, list):
        return sorted(map(_in_any_order, answer), key=orjson.dumps)
    return answer

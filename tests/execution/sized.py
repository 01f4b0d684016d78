"""Operations made at random, with sizes that are variables, and words that lead somewhere."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLSchema
from hypothesis import strategies as st

from tests.execution.operations import operations

_TYPES = {"yes": "Boolean = true", "no": "Boolean = false", "n": "Int = 2", "m": "Int!"}
_SIZE = re.compile(r"\b(first|last): (\d+)")
_TEXT = re.compile(r'"(Rex|Tom|nobody)?"')


@st.composite
def sized(
    draw: st.DrawFn, schema: GraphQLSchema, words: Sequence[str] = ("Rex", "Tom")
) -> tuple[str, Mapping[str, Any]]:
    """Make a query and its variables."""
    asked = draw(operations(schema))
    selection = asked[asked.index("{") :]

    def size(found: re.Match[str]) -> str:
        return f"{found[1]}: {draw(st.sampled_from([found[2], '$n', '$m']))}"

    def text(_: re.Match[str]) -> str:
        return json.dumps(draw(st.sampled_from(words)))

    selection = _TEXT.sub(text, _SIZE.sub(size, selection))
    used = {name: kind for name, kind in _TYPES.items() if re.search(rf"\${name}\b", selection)}
    declared = ", ".join(f"${name}: {kind}" for name, kind in used.items())
    given: dict[str, Any] = {
        "yes": draw(st.booleans()),
        "no": draw(st.booleans()),
        "m": draw(st.integers(0, 5)),
    }
    if draw(st.booleans()):
        given["n"] = draw(st.one_of(st.none(), st.integers(0, 5)))
    variables = {name: value for name, value in given.items() if name in used}
    return f"query {f'({declared}) ' if used else ''}{selection}", variables

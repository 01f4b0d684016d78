"""JSON of any depth is read like any other."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from broadsheet.importing.errors import BrokenItemError
from broadsheet.importing.json_text import _Deep, read_json

_VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
)


@given(_VALUES, some.sampled_from([None, 2]))
def test_the_slow_way_reads_what_the_fast_way_reads(value: object, indent: int | None) -> None:
    assert _Deep(json.dumps(value, indent=indent)).read() == value


def test_a_hundred_thousand_levels_are_read() -> None:
    depth = 100_000

    value = read_json(b'[{"a": ' * depth + b"1" + b"}]" * depth)

    for _ in range(depth):
        value = value[0]["a"]
    assert value == 1


@pytest.mark.parametrize(
    "text", ["", "[", "[1 2]", '{"a" 1}', "{1: 2}", "[1]]", '{"a": 1,}', "[}", "nope"]
)
def test_what_is_no_json_is_told(text: str) -> None:
    deep = "[" * 5_000 + text + "]" * 5_000
    with pytest.raises(BrokenItemError, match=re.escape("Its JSON cannot be read")):
        read_json(text.encode())
    with pytest.raises(BrokenItemError, match=re.escape("Its JSON cannot be read")):
        read_json((deep + "!").encode())

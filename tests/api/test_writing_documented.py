"""The examples for those who build an editor are operations that this schema answers."""

import re
from pathlib import Path

import pytest

from execution.gate import Gate, OperationRequest
from execution.run import core_schema
from schema.schema import schema

_DOCUMENT = Path(__file__).parents[2] / "docs" / "writing.md"
_GATE = Gate(core_schema(schema))

EXAMPLES = re.findall(r"```graphql\n(.*?)```", _DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)

_VARIABLES = {"input": {"postId": "post_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e", "version": 7}}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_let_in(example: str) -> None:
    variables = _VARIABLES if "$input" in example else {}

    admitted = _GATE.admit(OperationRequest(query=example, variables=variables))

    assert admitted.cost.requested < 1_000


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 4

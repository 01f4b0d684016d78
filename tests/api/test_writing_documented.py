"""The examples for those who build an editor are operations that this schema answers.

Where a blank line is between them, an example has several.
"""

import re
from pathlib import Path

import pytest

from execution.gate import Gate, OperationRequest
from execution.run import core_schema
from schema.schema import schema

_DOCS = Path(__file__).parents[2] / "docs"
_GATE = Gate(core_schema(schema))

EXAMPLES = [
    operation
    for name in ("editorial.md", "writing.md")
    for example in re.findall(
        r"```graphql\n(.*?)```", (_DOCS / name).read_text(encoding="utf-8"), re.DOTALL
    )
    for operation in example.split("\n\n")
]

_VARIABLES = {
    "input": {"postId": "post_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e", "version": 7},
    "token": "bsv_…",
    "post": "post_…",
    "from": "revision_…",
    "to": "revision_…",
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_let_in(example: str) -> None:
    variables = {name: value for name, value in _VARIABLES.items() if f"${name}" in example}

    admitted = _GATE.admit(OperationRequest(query=example, variables=variables))

    assert admitted.cost.requested < 3_000


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 15

"""Operations that documents show can be sent as they are."""

import re
from pathlib import Path

import pytest
from graphql import parse, validate

from execution.run import core_schema
from schema.schema import schema

_ROOT = Path(__file__).parents[2]
_OPERATION = re.compile(r"^```graphql\n(.*?)^```$", re.DOTALL | re.MULTILINE)

COMPLETE = (
    "README.md",
    "docs/accounts.md",
    "docs/limits.md",
    "docs/media.md",
    "docs/organising.md",
    "docs/publications.md",
    "docs/search.md",
    "docs/writing.md",
)
"""Documents whose operations are whole."""


def operations() -> list[str]:
    texts = [(_ROOT / name).read_text(encoding="utf-8") for name in COMPLETE]
    return [operation for text in texts for operation in _OPERATION.findall(text)]


@pytest.mark.parametrize("operation", operations())
def test_an_operation_in_a_document_fits_the_schema(operation: str) -> None:
    assert validate(core_schema(schema), parse(operation)) == []


def test_there_are_some() -> None:
    assert len(operations()) > len(COMPLETE)

"""What is a secret is stored nowhere, not even with the key of a request."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLField, GraphQLObjectType, GraphQLUnionType, get_named_type

from execution.fields import answers_secret
from execution.run import core_schema
from schema.schema import schema

CORE = core_schema(schema)

_SOUNDS_SECRET = re.compile(r"token|secret|password|^url$", re.IGNORECASE)


def mutations() -> Iterator[Any]:
    assert CORE.mutation_type is not None
    for name, field in CORE.mutation_type.fields.items():
        yield pytest.param(field, id=name)


@pytest.mark.parametrize("field", list(mutations()))
def test_a_mutation_that_answers_a_secret_says_so(field: GraphQLField) -> None:
    results = get_named_type(field.type)
    assert isinstance(results, GraphQLUnionType)
    success = results.types[0]
    assert isinstance(success, GraphQLObjectType)

    texts = [
        name
        for name, answered in success.fields.items()
        if get_named_type(answered.type).name in {"String", "ID"} and _SOUNDS_SECRET.search(name)
    ]
    assert answers_secret(field) or not texts, "declare it by mutation(…, secret=True)"

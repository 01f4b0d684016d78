"""Runs an operation that was let in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

import strawberry
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, execute
from strawberry.execution import optimized_is_awaitable

from execution.gate import AdmittedOperation

Present = Callable[[GraphQLError], GraphQLError]
"""Turns an error of a field into what the caller may know of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an operation that ran."""

    data: Any
    errors: Sequence[GraphQLError]


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """Return the schema that graphql-core runs, behind Strawberry's."""
    core: GraphQLSchema = schema._schema  # noqa: SLF001 - Strawberry has no public name for it
    return core


async def run(
    schema: strawberry.Schema, admitted: AdmittedOperation, context: Any, *, present: Present
) -> Answer:
    """Run by graphql-core, field by field: the reference for any faster way."""
    result = execute(
        core_schema(schema),
        admitted.prepared.document,
        variable_values=dict(admitted.variables),
        operation_name=admitted.prepared.name,
        context_value=context,
        executor_class=schema.execution_context_class,
        is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type]  # is typed as a plain bool
        hide_suggestions=True,
    )
    finished: ExecutionResult = await result if isawaitable(result) else result
    return Answer(finished.data, [present(error) for error in finished.errors or ()])

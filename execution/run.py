"""Runs an operation that was let in."""

import logging
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

import strawberry
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, execute
from strawberry.execution import optimized_is_awaitable

from execution.cost import items_shown
from execution.gate import AdmittedOperation
from execution.trace import Trace

logger = logging.getLogger(__name__)

Present = Callable[[GraphQLError], GraphQLError]
"""Turns an error of a field into what the caller may know of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an operation that ran."""

    data: Any
    errors: Sequence[GraphQLError]
    is_planned: bool
    """Whether it was made by a plan."""

    items: int
    """How many items its lists show, each page counted once."""


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """Return the schema that graphql-core runs, behind Strawberry's."""
    core: GraphQLSchema = schema._schema  # noqa: SLF001 - Strawberry has no public name for it
    return core


async def run(
    schema: strawberry.Schema,
    admitted: AdmittedOperation,
    context: Any,
    *,
    present: Present,
    trace: Trace | None = None,
) -> Answer:
    """Run an operation by its plan, or by graphql-core where it has none or the plan fails.

    The plan is for what goes well. Whatever does not is answered again by graphql-core, which knows
    the paths of errors and how far a missing value reaches.
    """
    plans = admitted.prepared.plans
    if trace is None:
        compiled = plans.for_request(admitted.values)
    else:
        compiled = plans.traced(admitted.values, trace)
    if compiled is None:
        return await _gave_way(schema, admitted, context, present=present, trace=trace)
    try:
        data, items = await compiled.answer(context, admitted.values)
    except Exception as error:
        logger.debug("A plan gave way to the reference executor", exc_info=error)
        if trace is not None:
            trace.gave_way = "The plan failed."
        answer = await _gave_way(schema, admitted, context, present=present, trace=trace)
        if not answer.errors:
            logger.warning("A plan failed for no reason that the caller sees", exc_info=error)
        return answer
    return Answer(data, (), is_planned=True, items=items)


async def _gave_way(
    schema: strawberry.Schema,
    admitted: AdmittedOperation,
    context: Any,
    *,
    present: Present,
    trace: Trace | None,
) -> Answer:
    with nullcontext() if trace is None else trace.step("the reference executor"):
        return await run_by_reference(schema, admitted, context, present=present)


async def run_by_reference(
    schema: strawberry.Schema, admitted: AdmittedOperation, context: Any, *, present: Present
) -> Answer:
    """Run by graphql-core, field by field: what a plan is measured against."""
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
    errors = [present(error) for error in finished.errors or ()]
    items = items_shown(admitted.prepared.listings, finished.data)
    return Answer(finished.data, errors, is_planned=False, items=items)

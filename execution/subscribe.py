"""Runs subscriptions: a stream of events, each answered by the same plan."""

import logging
from collections.abc import AsyncGenerator, AsyncIterable, Callable
from contextlib import AbstractAsyncContextManager
from inspect import isawaitable
from typing import Any

import strawberry
from graphql import (
    ExecutionResult,
    Executor,
    GraphQLError,
    create_source_event_stream,
    execute_subscription_event,
)
from strawberry.execution import optimized_is_awaitable

from execution.cost import items_shown
from execution.gate import AdmittedOperation
from execution.run import Answer, Present, core_schema

logger = logging.getLogger(__name__)

Fresh = Callable[[], AbstractAsyncContextManager[Any]]
"""Opens a context for one event. What it holds, such as a connection, is given back after it."""


async def subscribe(
    schema: strawberry.Schema,
    admitted: AdmittedOperation,
    context: Any,
    fresh: Fresh,
    *,
    present: Present,
    by_reference: bool = False,
) -> AsyncGenerator[Answer, None]:
    """Answer each event of a subscription that was let in, until its source ends.

    The source has `context`, each event one of its own, so that nothing read for one is shown to
    the next. Whatever goes wrong with the source is the last answer, which has no data. Closing
    the iterator closes the source. `by_reference` leaves plans out, to measure them against.
    """
    source = await _source(schema, admitted, context)
    if isinstance(source, ExecutionResult):
        yield _failed(source.errors or (), present)
        return
    events = aiter(source)
    try:
        while True:
            try:
                event = await anext(events)
            except StopAsyncIteration:
                return
            except Exception as error:  # noqa: BLE001 - whatever it is, the caller is told
                yield _failed([_about(admitted, error)], present)
                return
            async with fresh() as own:
                run = _run_by_reference if by_reference else _run
                answer = await run(schema, admitted, own, event, present)
            yield answer
    finally:
        close = getattr(events, "aclose", None)
        if close is not None:
            await close()


async def _run(
    schema: strawberry.Schema,
    admitted: AdmittedOperation,
    context: Any,
    event: Any,
    present: Present,
) -> Answer:
    """Answer one event by the plan, or by graphql-core where there is none or it fails."""
    compiled = admitted.prepared.plans.for_request(admitted.values)
    if compiled is None:
        return await _run_by_reference(schema, admitted, context, event, present)
    try:
        data, items = await compiled.answer_event(context, admitted.values, event)
    except Exception as error:
        logger.debug("A plan gave way to the reference executor", exc_info=error)
        answer = await _run_by_reference(schema, admitted, context, event, present)
        if not answer.errors:
            logger.warning("A plan failed for no reason that the caller sees", exc_info=error)
        return answer
    return Answer(data, (), is_planned=True, items=items)


async def _run_by_reference(
    schema: strawberry.Schema,
    admitted: AdmittedOperation,
    context: Any,
    event: Any,
    present: Present,
) -> Answer:
    result = execute_subscription_event(_executor(schema, admitted, context, event))
    finished: ExecutionResult = await result if isawaitable(result) else result
    errors = [present(error) for error in finished.errors or ()]
    items = items_shown(admitted.prepared.listings, finished.data)
    return Answer(finished.data, errors, is_planned=False, items=items)


async def _source(
    schema: strawberry.Schema, admitted: AdmittedOperation, context: Any
) -> AsyncIterable[Any] | ExecutionResult:
    """Start the source, or return the errors that it could not be started for."""
    source = create_source_event_stream(_executor(schema, admitted, context, None))
    started: AsyncIterable[Any] | ExecutionResult = await source if isawaitable(source) else source
    return started


def _executor(
    schema: strawberry.Schema, admitted: AdmittedOperation, context: Any, root: Any
) -> Executor[Any]:
    made = (schema.execution_context_class or Executor).build(
        core_schema(schema),
        admitted.prepared.document,
        root_value=root,
        context_value=context,
        raw_variable_values=dict(admitted.variables),
        operation_name=admitted.prepared.name,
        is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type]  # is typed as a plain bool
        hide_suggestions=True,
    )
    if isinstance(made, list):
        raise TypeError("The gate has let in what cannot be run.") from made[0]
    return made


def _about(admitted: AdmittedOperation, error: Exception) -> GraphQLError:
    selected = admitted.prepared.definition.selection_set
    return GraphQLError(str(error), selected.selections[0], original_error=error)


def _failed(errors: Any, present: Present) -> Answer:
    return Answer(None, [present(error) for error in errors], is_planned=False, items=0)

"""Subscriptions: every event is answered by a plan, and as the reference executor answers it."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest
from graphql import OperationType
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from execution.codes import Code
from execution.gate import AdmittedOperation, Gate, OperationRequest
from execution.limits import Limits
from execution.refusals import OperationRefused
from execution.run import Answer, core_schema, run
from execution.subscribe import subscribe
from tests.execution.beasts import BEASTS, PEOPLE
from tests.execution.menagerie import MENAGERIE, Beast, Context, Feline, Human
from tests.execution.operations import EXAMPLES, Operation, operations
from tests.execution.test_plans import present, told

CORE = core_schema(MENAGERIE)
GATE = Gate(CORE)
SUBSCRIPTIONS = frozenset({OperationType.SUBSCRIPTION})

REX = Beast(owner=Human(), others=[Feline(name="Tom")])

NAMES = "subscription { arrivals { name owner { name } } }"


def admit(text: str, gate: Gate = GATE, **variables: Any) -> AdmittedOperation:
    return gate.admit(OperationRequest(query=text, variables=variables), allowed=SUBSCRIPTIONS)


class Contexts:
    """Opens a context for each event, and remembers which were opened and closed."""

    def __init__(self) -> None:
        self.opened: list[Context] = []
        self.closed: list[Context] = []

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Context]:
        context = Context()
        self.opened.append(context)
        try:
            yield context
        finally:
            self.closed.append(context)


async def answers(
    admitted: AdmittedOperation, beasts: Any, *, by_reference: bool = False
) -> list[Answer]:
    stream = subscribe(
        MENAGERIE,
        admitted,
        Context(beasts),
        Contexts(),
        present=present,
        by_reference=by_reference,
    )
    return [answer async for answer in stream]


async def compare(admitted: AdmittedOperation, beasts: Any) -> list[Answer]:
    """Answer in both ways, and make sure that the answers are equal."""
    planned = await answers(admitted, beasts)
    reference = await answers(admitted, beasts, by_reference=True)
    assert [told(answer) for answer in planned] == [told(answer) for answer in reference]
    return planned


async def test_every_event_is_answered_by_the_plan() -> None:
    found = await compare(admit(NAMES), [REX, Beast(name="Fido")])

    assert all(answer.is_planned for answer in found)
    assert [answer.data for answer in found] == [
        {"arrivals": {"name": "Rex", "owner": {"name": "Ada"}}},
        {"arrivals": {"name": "Fido", "owner": None}},
    ]


async def test_a_subscription_of_strawberrys_own_is_answered_by_the_plan_too() -> None:
    query = "subscription { sightings { __typename ... on Dog { legs } ...on Named { name } } }"

    found = await compare(admit(query), [REX, Feline(name="Tom"), None])

    assert all(answer.is_planned for answer in found)
    assert [answer.data["sightings"] for answer in found] == [
        {"__typename": "Dog", "legs": 4, "name": "Rex"},
        {"__typename": "Cat", "name": "Tom"},
        None,
    ]


async def test_an_event_that_cannot_be_shown_is_an_answer_with_errors_and_the_next_one_is_not() -> (
    None
):
    one, two = await compare(admit(NAMES), [Beast(name=None), REX])

    assert not one.is_planned
    assert one.data is None
    assert [error.path for error in one.errors] == [["arrivals", "name"]]
    assert two.is_planned


async def test_each_event_has_a_context_of_its_own_that_is_closed_before_the_next() -> None:
    contexts, source = Contexts(), Context([REX, REX])

    stream = subscribe(MENAGERIE, admit(NAMES), source, contexts, present=present)
    async with aclosing(stream):
        async for _ in stream:
            assert contexts.opened == contexts.closed

    assert [context.calls for context in contexts.opened] == [["owners of 1"], ["owners of 1"]]
    assert source.calls == ["open", "closed"]


async def test_a_source_that_fails_says_so_last() -> None:
    first, last = await compare(admit(NAMES), [REX, RuntimeError("no more"), REX])

    assert first.is_planned
    assert last.data is None
    assert [error.message for error in last.errors] == ["no more"]
    assert isinstance(last.errors[0].original_error, RuntimeError)


async def test_a_source_that_cannot_be_started_is_one_answer() -> None:
    query = "subscription ($first: Int = 2) { arrivals(first: $first) { name } }"

    [answer] = await compare(admit(query, first=None), [REX])

    assert answer.data is None
    assert answer.errors


async def test_whoever_stops_listening_closes_the_source() -> None:
    source = Context([REX, REX, REX])
    stream = subscribe(MENAGERIE, admit(NAMES), source, Contexts(), present=present)

    await anext(stream)
    await stream.aclose()

    assert source.calls == ["open", "closed"]


async def test_a_subscription_is_let_in_only_where_it_is_allowed() -> None:
    with pytest.raises(OperationRefused) as refused:
        GATE.admit(OperationRequest(query=NAMES))

    assert refused.value.code == Code.OPERATION_NOT_ALLOWED


async def test_what_each_event_costs_is_limited() -> None:
    gate = Gate(CORE, Limits(objects=1))

    with pytest.raises(OperationRefused) as refused:
        admit(NAMES, gate)

    assert refused.value.code == Code.COST_EXCEEDED


async def test_a_subscription_is_no_single_answer() -> None:
    context = Context([REX])

    answer = await run(MENAGERIE, admit(NAMES), context, present=present)

    assert answer.errors
    assert context.calls == []


@settings(max_examples=EXAMPLES // 3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    operation=operations(CORE, kind=OperationType.SUBSCRIPTION),
    beasts=st.lists(BEASTS | PEOPLE | st.none(), max_size=3),
)
async def test_random_subscriptions_have_one_answer(
    operation: Operation, beasts: list[Any]
) -> None:
    try:
        admitted = admit(operation.text, **operation.variables)
    except OperationRefused:
        event("not let in")
        return

    found = await compare(admitted, beasts)

    event("errors" if any(answer.errors for answer in found) else "no errors")

"""No operation shows more than its cost said before it ran."""

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from execution.gate import Gate, OperationRequest
from execution.refusals import OperationRefused
from execution.run import core_schema, run, run_by_reference
from tests.execution.menagerie import MENAGERIE, Beast, Context, Feline, Human
from tests.execution.operations import Operation, operations
from tests.execution.test_plans import present

CORE = core_schema(MENAGERIE)

REX, TOM = Beast(), Feline(name="Tom")
CROWD = [TOM, REX, None, TOM, REX, REX]

_BEASTS = st.builds(
    Beast,
    name=st.sampled_from(["Rex", "Tom", None]),
    owner=st.one_of(st.none(), st.builds(Human, pets=st.just([REX, Beast(others=CROWD)]))),
    others=st.sampled_from([[], CROWD, [Beast(others=CROWD)] * 4, [Human()]]),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(asked=operations(CORE), beasts=st.lists(_BEASTS, max_size=4))
async def test_an_estimate_is_never_below_what_is_shown(
    asked: Operation, beasts: list[Beast]
) -> None:
    request = OperationRequest(query=asked.text, variables=asked.variables)
    try:
        admitted = Gate(CORE).admit(request)
    except OperationRefused as refused:
        event(f"refused with {refused.code}")
        return

    walked = await run(MENAGERIE, admitted, Context(beasts), present=present)
    planned = await run(MENAGERIE, admitted, Context(beasts), present=present)
    reference = await run_by_reference(MENAGERIE, admitted, Context(beasts), present=present)

    event("planned" if planned.is_planned else "not planned")
    event("something" if planned.items else "nothing")
    assert walked.items == planned.items == reference.items
    assert planned.items <= admitted.cost.requested

"""Whatever is asked, and whatever goes wrong below, both executors answer the same."""

from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from execution.gate import Gate, OperationRequest
from execution.refusals import OperationRefused
from execution.run import core_schema, run, run_by_reference
from tests.execution.menagerie import MENAGERIE, Beast, Context, Feline, Human
from tests.execution.operations import EXAMPLES, Operation, operations
from tests.execution.test_plans import present, told

CORE = core_schema(MENAGERIE)
GATE = Gate(CORE)

_ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.text(max_size=3), st.integers(-1, 2**31), st.floats(), st.booleans()
)


def _mostly(usual: Any) -> st.SearchStrategy[Any]:
    """Give what is declared nine times of ten, and anything else the tenth time."""
    return st.integers(0, 9).flatmap(lambda dice: _ANYTHING if dice == 0 else st.just(usual))


_PEOPLE = st.builds(Human, name=_mostly("Ada"), pets=_mostly([Beast()]))

_BEASTS = st.builds(
    Beast,
    name=_mostly("Rex"),
    weight=_mostly(3.5),
    legs=_mostly(4),
    tricks=_mostly([["sit", None], []]),
    good=_mostly(True),
    tag=_mostly("tag"),
    owner=st.one_of(st.none(), _PEOPLE),
    others=st.lists(st.sampled_from([Beast(name="Tom"), Feline(), Human(), None]), max_size=2),
)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(operation=operations(CORE), beasts=st.lists(_BEASTS, max_size=3))
async def test_random_operations_have_one_answer(operation: Operation, beasts: list[Beast]) -> None:
    request = OperationRequest(query=operation.text, variables=operation.variables)
    try:
        admitted = GATE.admit(request)
    except OperationRefused:
        event("not let in")  # too much, or fields that cannot be merged
        return
    is_planned = admitted.prepared.plans.for_request(admitted.values) is not None
    event("planned" if is_planned else "not planned")

    planned = await run(MENAGERIE, admitted, Context(beasts), present=present)
    reference = await run_by_reference(MENAGERIE, admitted, Context(beasts), present=present)

    event("errors" if reference.errors else "no errors")
    assert told(planned) == told(reference)

"""Whatever is asked, and whatever goes wrong below, all executors answer the same.

A document that is new is walked first, and compiled when it is asked again.
"""

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from execution.gate import Gate, OperationRequest
from execution.refusals import OperationRefused
from execution.run import core_schema, run, run_by_reference
from tests.execution.beasts import BEASTS
from tests.execution.menagerie import MENAGERIE, Beast, Context
from tests.execution.operations import EXAMPLES, Operation, operations
from tests.execution.test_plans import present, told

CORE = core_schema(MENAGERIE)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(operation=operations(CORE), beasts=st.lists(BEASTS, max_size=3))
async def test_random_operations_have_one_answer(operation: Operation, beasts: list[Beast]) -> None:
    request = OperationRequest(query=operation.text, variables=operation.variables)
    try:
        admitted = Gate(CORE).admit(request)
    except OperationRefused:
        event("not let in")  # too much, or fields that cannot be merged
        return

    walked = await run(MENAGERIE, admitted, Context(beasts), present=present)
    compiled = await run(MENAGERIE, admitted, Context(beasts), present=present)
    reference = await run_by_reference(MENAGERIE, admitted, Context(beasts), present=present)

    event("errors" if reference.errors else "no errors")
    event("planned" if compiled.is_planned else "not planned")
    assert told(walked) == told(compiled) == told(reference)
    assert walked.is_planned == compiled.is_planned

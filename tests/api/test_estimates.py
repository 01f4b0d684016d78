"""Whatever is asked of the whole schema, no answer shows more than its cost said before."""

from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, event, given, settings

from execution.refusals import OperationRefused
from execution.run import core_schema
from schema.schema import schema
from tests.api.client import Api
from tests.execution.sized import sized

_WORDS = ("gazette", "writer", "common", "post-0", "series-0")


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(asked=sized(core_schema(schema), _WORDS))
async def test_an_estimate_is_never_below_what_is_shown(
    full: Api, asked: tuple[str, Mapping[str, Any]]
) -> None:
    query, variables = asked

    try:
        shown, requested = await full.items(query, **variables)
    except OperationRefused as refused:
        event(f"refused with {refused.code}")
        return

    event("something is shown" if shown else "nothing is shown")
    assert shown <= requested

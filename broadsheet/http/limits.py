"""Lets in who has points left, and tells callers how many they have."""

from collections.abc import Collection, Sequence

from starlette.types import Scope

from broadsheet.allowances import Allowance, Header
from broadsheet.http import codes
from broadsheet.http.refusals import RequestRefused

_STATE = "allowance"


def allowance_for(scope: Scope, allowance: Allowance | None) -> Allowance | None:
    """Take a point for a request. Raises RequestRefused when there is none."""
    if allowance is None:
        return None
    scope["state"][_STATE] = allowance
    if not allowance.enter():
        raise RequestRefused(
            codes.RATE_LIMITED,
            f"Too many points were spent. Try again in {allowance.retry_after} seconds.",
        )
    return allowance


def limit_headers(scope: Scope, names: Collection[bytes]) -> Sequence[Header]:
    """Return what an answer tells of limits. What others may keep tells nothing of this caller."""
    allowance: Allowance | None = scope["state"].get(_STATE)
    return () if allowance is None or b"etag" in names else allowance.headers

"""What callers may still ask for."""

from domain.limits.models import Budget
from resolvers.context import RequestContext


async def rate_limit(context: RequestContext) -> Budget | None:
    """What the caller may still ask for, once this operation is paid for. Null without limits."""
    allowance = context.allowance
    return None if allowance is None else allowance.told(context.asked_at)

"""Whoever is asking, and what is for them alone."""

from collections.abc import Sequence

from domain.actor import Member
from domain.users.models import User
from resolvers.context import RequestContext
from resolvers.loading import existing


async def viewer(context: RequestContext) -> Member | None:
    """Whoever is signed in, or null when nobody is."""
    return context.actor if isinstance(context.actor, Member) else None


async def users(context: RequestContext, viewers: Sequence[Member]) -> Sequence[User]:
    """The viewer as everyone sees them."""
    return existing(await context.loaders.user.load_many(viewer.user_id for viewer in viewers))

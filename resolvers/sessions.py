"""The viewer's own account: the address, and where they are signed in."""

from collections.abc import Sequence

from domain.accounts.models import Session, SessionsOf
from domain.actor import Member, require_member
from domain.paging import Page
from resolvers.arguments import After, Before, First, Last, page_request
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.paging import pages


async def emails(context: RequestContext, viewers: Sequence[Member]) -> Sequence[str]:
    """The address of the viewer's account."""
    ids = [require_member(viewer).user_id for viewer in viewers]
    return [email.address for email in existing(await context.loaders.email.load_many(ids))]


async def are_verified(context: RequestContext, viewers: Sequence[Member]) -> Sequence[bool]:
    """Whether the viewer has proved that the address is theirs."""
    ids = [require_member(viewer).user_id for viewer in viewers]
    return [email.is_verified for email in existing(await context.loaders.email.load_many(ids))]


async def sessions(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Session]]:
    """Where the viewer is signed in, newest first."""
    at = context.asked_at()
    listings = [SessionsOf(require_member(viewer).user_id, at) for viewer in viewers]
    request = page_request(first, after, last, before, order=SessionsOf.order)
    return await pages(context, listings, request)


async def are_current(context: RequestContext, sessions: Sequence[Session]) -> Sequence[bool]:
    """Whether this request came with the session, or began it."""
    actor = context.actor
    came_with = actor.session_id if isinstance(actor, Member) else None
    current = context.visit.session_id or came_with
    return [session.id == current for session in sessions]

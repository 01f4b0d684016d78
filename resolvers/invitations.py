"""Invitations to publications, for those who make them and for those who are invited."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from domain.actor import Member
from domain.paging import Page
from domain.publications import policy
from domain.publications.invitations import (
    NEWEST_INVITATIONS,
    Invitation,
    InvitationPreview,
    InvitationsOf,
    InvitationsTo,
    PublicationInvitation,
)
from domain.publications.models import Publication
from domain.users.models import User
from resolvers.arguments import After, Before, First, Last, page_request
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.paging import pages
from resolvers.viewer_rights import pages_in


async def invitation(
    context: RequestContext,
    *,
    token: Annotated[str, "The text of a link, bsi_… or bsl_…."],
) -> InvitationPreview | None:
    """What the holder of a link is invited to, or null when nobody can accept it any more."""
    return await context.services.publication_joining.preview(token)


async def of_publications(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[PublicationInvitation] | None]:
    """Invitations that have not expired, newest first. Null for those who may not invite."""
    request = page_request(first, after, last, before, order=NEWEST_INVITATIONS)
    listing = partial(InvitationsOf, at=context.asked_at())
    return await pages_in(context, publications, policy.can_invite, listing, request)


async def of_viewers(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[PublicationInvitation]]:
    """Invitations that were sent to the verified address of the viewer, newest first."""
    request = page_request(first, after, last, before, order=NEWEST_INVITATIONS)
    now = context.asked_at()
    return await pages(context, (InvitationsTo(item.user_id, now) for item in viewers), request)


async def publications(
    context: RequestContext, invitations: Sequence[Invitation]
) -> Sequence[Publication]:
    """What one is invited to be a member of."""
    ids = (item.publication_id for item in invitations)
    return existing(await context.loaders.publication.load_many(ids))


async def inviters(context: RequestContext, invitations: Sequence[Invitation]) -> Sequence[User]:
    """Who made the invitation."""
    return existing(await context.loaders.user.load_many(item.inviter_id for item in invitations))

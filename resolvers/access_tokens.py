"""What the viewer gives to programs that act for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.access_tokens.models import (
    NEWEST_ACCESS_TOKENS,
    AccessToken,
    AccessTokensOf,
    NewAccessToken,
)
from domain.access_tokens.service import LONGEST_NAME, MOST_DAYS
from domain.actor import Member, Scope, require_member
from domain.ids import ACCESS_TOKEN, AccessTokenId, GlobalId
from domain.paging import Page
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.paging import pages


async def of_viewers(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[AccessToken]]:
    """Access tokens of the viewer, newest first. Expired ones stay until they are revoked."""
    require_member(context.actor)
    request = page_request(first, after, last, before, order=NEWEST_ACCESS_TOKENS)
    return await pages(context, (AccessTokensOf(viewer.user_id) for viewer in viewers), request)


async def create_access_token(
    context: RequestContext,
    *,
    name: Annotated[str, f"What it is for, {LONGEST_NAME} characters at most."],
    scopes: Annotated[list[Scope], "What it may do. Some are for moderators and administrators."],
    expires_in_days: Annotated[
        int | None, f"How long it works: 1 to {MOST_DAYS} days, or until it is revoked."
    ] = None,
) -> NewAccessToken:
    """Make an access token for a program. Only a person who has signed in may; 50 at most."""
    return await context.services.access_tokens.create(
        context.actor, name=name, scopes=scopes, expires_in_days=expires_in_days
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedAccessToken:
    """What revoking answers with."""

    revoked_id: AccessTokenId


async def revoke_access_token(
    context: RequestContext, *, id: Annotated[GlobalId, "The access token to revoke."]
) -> RevokedAccessToken:
    """Make an access token worthless, at once. Only a person who has signed in may."""
    wanted = to_id(ACCESS_TOKEN, id, argument="id")
    revoked = await context.services.access_tokens.revoke(context.actor, wanted)
    return RevokedAccessToken(revoked_id=revoked)

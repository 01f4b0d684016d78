"""Claims to be people who were imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.claims.models import OLDEST_CLAIMS, Claim
from domain.claims.service import LONGEST_MESSAGE
from domain.ids import CLAIM, USER, ClaimId, GlobalId, UserId
from domain.paging import Page
from domain.users.models import User
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.loading import existing


async def claims(
    context: RequestContext,
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[Claim]:
    """Claims that nobody has decided on, oldest first. For administrators."""
    request = page_request(first, after, last, before, order=OLDEST_CLAIMS)
    return await context.services.claims.open(context.actor, request)


async def users(context: RequestContext, claims: Sequence[Claim]) -> Sequence[User]:
    """The imported person."""
    return existing(await context.loaders.user.load_many(claim.user_id for claim in claims))


async def claimants(context: RequestContext, claims: Sequence[Claim]) -> Sequence[User]:
    """Who says to be them."""
    return existing(await context.loaders.user.load_many(claim.claimant_id for claim in claims))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedClaim:
    """What claiming answers with."""

    claim: Claim


async def request_claim(
    context: RequestContext,
    *,
    username: Annotated[str, "The username of the imported person, 60 characters at most."],
    message: Annotated[
        str | None, f"What proves it, {LONGEST_MESSAGE:,} characters at most."
    ] = None,
) -> RequestedClaim:
    """Say to be a person who was imported. An administrator decides. Ten at most are open."""
    claim = await context.services.claims.request(context.actor, username, message)
    return RequestedClaim(claim=claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedClaim:
    """What confirming answers with."""

    user: User


async def confirm_claim(
    context: RequestContext, *, id: Annotated[GlobalId, "The claim to confirm."]
) -> ConfirmedClaim:
    """Make an imported person one with the claimant: whatever was theirs is the claimant's now.

    Posts and comments keep their ids. For administrators.
    """
    wanted = to_id(CLAIM, id, argument="id")
    return await _merged(context, await context.services.claims.confirm(context.actor, wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedClaim:
    """What refusing answers with."""

    claim_id: ClaimId


async def refuse_claim(
    context: RequestContext, *, id: Annotated[GlobalId, "The claim to refuse."]
) -> RefusedClaim:
    """Decide that the claimant is somebody else. For administrators."""
    wanted = to_id(CLAIM, id, argument="id")
    return RefusedClaim(claim_id=await context.services.claims.refuse(context.actor, wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedToClaim:
    """What inviting answers with."""

    email: str


async def invite_to_claim(
    context: RequestContext,
    *,
    user_id: Annotated[GlobalId, "The imported person."],
    email: Annotated[str, "Where they can be reached, 254 characters at most."],
) -> InvitedToClaim:
    """Send a letter to somebody who was imported: its link proves that they are.

    It works once, for 24 hours; those that were sent before are void. For administrators.
    """
    wanted = to_id(USER, user_id, argument="userId")
    return InvitedToClaim(email=await context.services.claims.invite(context.actor, wanted, email))


async def claim_user(
    context: RequestContext,
    *,
    token: Annotated[str, "The token in the link of the letter, 53 characters."],
) -> ConfirmedClaim:
    """Be the imported person whom a letter was sent to: whatever was theirs is the viewer's now."""
    return await _merged(context, await context.services.claims.accept(context.actor, token))


async def _merged(context: RequestContext, user_id: UserId) -> ConfirmedClaim:
    context.loaders.forget()
    [user] = existing(await context.loaders.user.load_many([user_id]))
    return ConfirmedClaim(user=user)

"""Whom the viewer does not want to hear from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.actor import Member, require_member
from domain.blocks.models import (
    NEWEST_BLOCKED,
    NEWEST_MUTED,
    BlockedBy,
    MutedBy,
    Silence,
    Silenced,
    Standing,
)
from domain.ids import USER, GlobalId
from domain.paging import Page
from domain.users.models import User
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.paging import pages

Whom = Annotated[GlobalId, "The person."]

_NOTHING = Standing()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedUser:
    """What blocking answers with."""

    user: User


@dataclass(frozen=True, slots=True, kw_only=True)
class UnblockedUser:
    """What taking a block back answers with."""

    user: User


@dataclass(frozen=True, slots=True, kw_only=True)
class MutedUser:
    """What muting answers with."""

    user: User


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmutedUser:
    """What hearing from somebody again answers with."""

    user: User


async def block_user(context: RequestContext, *, user_id: Whom) -> BlockedUser:
    """Block somebody: you and what you write do not exist for them, nor they for you.

    They are not told. You find them by their id, their username, and in `Viewer.blockedUsers`.
    """
    return BlockedUser(user=await _silenced(context, user_id, Silence.BLOCK))


async def unblock_user(context: RequestContext, *, user_id: Whom) -> UnblockedUser:
    """Take a block back. Follows that ended with it do not come back."""
    return UnblockedUser(user=await _heard(context, user_id, Silence.BLOCK))


async def mute_user(context: RequestContext, *, user_id: Whom) -> MutedUser:
    """Mute somebody: what they write is in nothing that you are shown. They are not told.

    Their profile and their posts are found where they are looked for.
    """
    return MutedUser(user=await _silenced(context, user_id, Silence.MUTE))


async def unmute_user(context: RequestContext, *, user_id: Whom) -> UnmutedUser:
    """Hear from somebody again."""
    return UnmutedUser(user=await _heard(context, user_id, Silence.MUTE))


async def blocked_by_viewers(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Silenced]]:
    """Everyone whom the viewer blocks, those blocked last first."""
    require_member(context.actor)
    request = page_request(first, after, last, before, order=NEWEST_BLOCKED)
    return await pages(context, (BlockedBy(viewer.user_id) for viewer in viewers), request)


async def muted_by_viewers(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Silenced]]:
    """Everyone whom the viewer mutes, those muted last first."""
    require_member(context.actor)
    request = page_request(first, after, last, before, order=NEWEST_MUTED)
    return await pages(context, (MutedBy(viewer.user_id) for viewer in viewers), request)


async def viewer_is_blocking(context: RequestContext, users: Sequence[User]) -> Sequence[bool]:
    """Whether the viewer blocks the person."""
    return [standing.is_blocking for standing in await _standings(context, users)]


async def viewer_is_muting(context: RequestContext, users: Sequence[User]) -> Sequence[bool]:
    """Whether the viewer mutes the person."""
    return [standing.is_muting for standing in await _standings(context, users)]


async def _standings(context: RequestContext, users: Sequence[User]) -> Sequence[Standing]:
    found = await context.loaders.standing.load_many(user.id for user in users)
    return [standing or _NOTHING for standing in found]


async def _silenced(context: RequestContext, user_id: GlobalId, how: Silence) -> User:
    wanted = to_id(USER, user_id, argument="userId")
    user = await context.services.blocks.silence(context.actor, wanted, how)
    context.now_hides_people()
    return user


async def _heard(context: RequestContext, user_id: GlobalId, how: Silence) -> User:
    wanted = to_id(USER, user_id, argument="userId")
    return await context.services.blocks.end(context.actor, wanted, how)

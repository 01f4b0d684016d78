"""Fields of what people follow, and following."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from domain.actor import Member, require_member
from domain.follows.models import (
    NEWEST_FOLLOWED,
    NEWEST_FOLLOWERS,
    Follow,
    FollowedBy,
    FollowedOfKind,
    Follower,
    FollowersOf,
    FollowKind,
    Subject,
)
from domain.follows.service import KINDS, NOT_FOUND
from domain.ids import GlobalId, prefix_of
from domain.paging import Page
from domain.publications.models import Publication
from domain.refusals import Refused, invalid
from domain.series.models import Series
from domain.tags.models import Tag
from domain.users.models import User
from resolvers.arguments import After, Before, First, Last, page_request
from resolvers.context import RequestContext
from resolvers.loading import BatchLoader, existing
from resolvers.paging import pages

Followable = User | Publication | Tag | Series

Whom = Annotated[GlobalId, "The person, publication, tag or series."]

_KINDS = {ids.prefix: kind for kind, ids in KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What following answers with."""

    subject: Followable


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfollowed:
    """What following no more answers with."""

    subject: Followable


async def follow(context: RequestContext, *, subject_id: Whom) -> Followed:
    """Follow a person, a publication, a tag or a series. Doing it again changes nothing.

    What is published there is in `Viewer.feed` from then on. Who follows is public.
    """
    subject = _subject(subject_id)
    await context.services.follows.follow(context.actor, subject)
    return Followed(subject=await _found(context, subject))


async def unfollow(context: RequestContext, *, subject_id: Whom) -> Unfollowed:
    """Follow something no more. Where you do not follow it, nothing changes."""
    subject = _subject(subject_id)
    await context.services.follows.unfollow(context.actor, subject)
    return Unfollowed(subject=await _found(context, subject))


async def follower_counts(context: RequestContext, subjects: Sequence[Followable]) -> Sequence[int]:
    """How many people follow it, without those whom you do not see."""
    ids: list[UUID] = [subject.id for subject in subjects]
    return [count or 0 for count in await context.loaders.follower_count.load_many(ids)]


async def followers(
    context: RequestContext,
    subjects: Sequence[Followable],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Follower]]:
    """The people who follow it, those who began last first."""
    request = page_request(first, after, last, before, order=NEWEST_FOLLOWERS)
    return await pages(context, (FollowersOf(subject.id) for subject in subjects), request)


async def viewer_is_following(
    context: RequestContext, subjects: Sequence[Followable]
) -> Sequence[bool]:
    """Whether the viewer follows it."""
    ids: list[UUID] = [subject.id for subject in subjects]
    return [bool(follows) for follows in await context.loaders.viewer_follow.load_many(ids)]


async def followed_by_viewers(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    kind: Annotated[FollowKind | None, "Those of one kind alone."] = None,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Follow]]:
    """What the viewer follows, what they began to follow last first. Nobody else can read this.

    What is not there for the viewer, such as a tag without posts, is left out.
    """
    require_member(context.actor)
    request = page_request(first, after, last, before, order=NEWEST_FOLLOWED)
    return await pages(context, (_listing(viewer, kind) for viewer in viewers), request)


async def subjects(context: RequestContext, follows: Sequence[Follow]) -> Sequence[Followable]:
    """What is followed."""
    found: dict[UUID, Followable | None] = {}
    for kind in FollowKind:
        ids = [follow.subject_id for follow in follows if follow.kind is kind]
        if ids:
            values = await _loader(context, kind).load_many(ids)
            found.update(zip(ids, values, strict=True))
    return existing([found[follow.subject_id] for follow in follows])


def _listing(viewer: Member, kind: FollowKind | None) -> FollowedBy:
    if kind is None:
        return FollowedBy(viewer.user_id)
    return FollowedOfKind(viewer.user_id, kind)


def _subject(text: GlobalId) -> Subject:
    kind = _KINDS.get(prefix_of(text))
    id = None if kind is None else KINDS[kind].parse(text)
    if kind is None or id is None:
        raise invalid("subjectId", "Not the id of a person, a publication, a tag or a series.")
    return Subject(kind, id)


async def _found(context: RequestContext, subject: Subject) -> Followable:
    """Read what it is about. Refuses as not found what went just now."""
    found = await _loader(context, subject.kind).load(subject.id)
    if found is None:
        raise Refused(NOT_FOUND[subject.kind]())
    return found


def _loader(context: RequestContext, kind: FollowKind) -> BatchLoader[Any, Followable | None]:
    loaders = context.loaders
    of_kind: dict[FollowKind, BatchLoader[Any, Any]] = {
        FollowKind.USER: loaders.user,
        FollowKind.PUBLICATION: loaders.publication,
        FollowKind.TAG: loaders.tag,
        FollowKind.SERIES: loaders.series,
    }
    return of_kind[kind]

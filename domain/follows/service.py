"""Following people, publications, tags and series, and ending it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.actor import Actor, Member, Scope, require_member, seen_by
from domain.clock import Clock
from domain.follows.events import FollowEnded, FollowStarted
from domain.follows.models import MOST_FOLLOWED, FollowKind, Subject
from domain.follows.policy import can_find, can_follow
from domain.follows.ports import FollowReader, FollowWork
from domain.follows.refusals import PersonBlocked, TooManyFollowed
from domain.ids import PUBLICATION, SERIES, TAG, USER, Kind, SeriesId, UserId
from domain.publications.access import memberships_of
from domain.publications.refusals import PublicationNotFound
from domain.refusals import NotFound, Refused, invalid
from domain.series.policy import can_view
from domain.series.refusals import SeriesNotFound
from domain.tags.refusals import TagNotFound
from domain.unit_of_work import UnitOfWork
from domain.users.refusals import PersonNotFound

KINDS: Mapping[FollowKind, Kind[Any]] = {
    FollowKind.USER: USER,
    FollowKind.PUBLICATION: PUBLICATION,
    FollowKind.TAG: TAG,
    FollowKind.SERIES: SERIES,
}
"""The ids of what can be followed."""

NOT_FOUND: Mapping[FollowKind, Callable[[], NotFound]] = {
    FollowKind.USER: PersonNotFound,
    FollowKind.PUBLICATION: PublicationNotFound,
    FollowKind.TAG: TagNotFound,
    FollowKind.SERIES: SeriesNotFound,
}


@dataclass(frozen=True, slots=True)
class FollowService:
    unit_of_work: UnitOfWork[FollowWork]
    reader: FollowReader
    clock: Clock

    async def followed_among(self, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, bool]:
        """Say which of these things the actor follows. The others are left out."""
        if not isinstance(actor, Member):
            return {}
        return dict.fromkeys(await self.reader.followed_among(actor.user_id, ids), True)

    async def follow(self, actor: Actor, subject: Subject) -> None:
        """Follow something. Doing it again changes nothing.

        Refuses with Unauthenticated, ScopeMissing, PersonNotFound, PublicationNotFound,
        TagNotFound, SeriesNotFound, InvalidInput, PersonBlocked or TooManyFollowed.
        """
        member = require_member(actor, Scope.WRITE_COMMENTS)
        async with self.unit_of_work() as work:
            await work.follows.take_turn(member.user_id)
            await _require_there(work, member, subject)
            if subject.id == member.user_id:
                raise invalid("subjectId", "Must be somebody else.")
            await _require_peace(work, member, subject)
            now = self.clock()
            if not await work.follows.add(member.user_id, subject, at=now):
                return
            too_many = MOST_FOLLOWED + 1
            if await work.follows.count(member.user_id, most=too_many) == too_many:
                raise Refused(TooManyFollowed())
            work.record(FollowStarted(occurred_at=now, **_ids(member, subject)))

    async def unfollow(self, actor: Actor, subject: Subject) -> None:
        """Follow something no more. Doing it again changes nothing.

        Refuses with Unauthenticated, ScopeMissing, PersonNotFound, PublicationNotFound,
        TagNotFound or SeriesNotFound.
        """
        member = require_member(actor, Scope.WRITE_COMMENTS)
        async with self.unit_of_work() as work:
            await _require_there(work, member, subject)
            if subject.kind is FollowKind.USER:
                between = await work.follows.between(member.user_id, UserId(subject.id))
                if not can_find(member, between):
                    raise Refused(PersonNotFound())
            if await work.follows.remove(member.user_id, subject):
                work.record(FollowEnded(occurred_at=self.clock(), **_ids(member, subject)))


async def _require_there(work: FollowWork, member: Member, subject: Subject) -> None:
    """Refuse what does not exist for the member."""
    if not await _is_there(work, member, subject):
        raise Refused(NOT_FOUND[subject.kind]())


async def _is_there(work: FollowWork, member: Member, subject: Subject) -> bool:
    if subject.kind is not FollowKind.SERIES:
        return await work.follows.is_there(subject, seen_by=seen_by(member))
    series = await work.follows.find_series(SeriesId(subject.id), seen_by=seen_by(member))
    if series is None or series.is_public:
        return series is not None
    publication_id = series.publication_id
    memberships = await memberships_of(work.memberships, member, [publication_id])
    return can_view(member, series, memberships.get(publication_id))


async def _require_peace(work: FollowWork, member: Member, subject: Subject) -> None:
    """Refuse with PersonNotFound or PersonBlocked to follow whom a block stands before."""
    if subject.kind is not FollowKind.USER:
        return
    between = await work.follows.between(member.user_id, UserId(subject.id))
    if not can_find(member, between):
        raise Refused(PersonNotFound())
    if not can_follow(between):
        raise Refused(PersonBlocked())


def _ids(member: Member, subject: Subject) -> dict[str, Any]:
    return {
        "follower_id": USER.text_of(member.user_id),
        "subject_id": KINDS[subject.kind].text_of(subject.id),
    }

"""Keeping what somebody reads, and not keeping it.

None of it is announced: what somebody wants to be forgotten would be in the announcements.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.ids import PostId
from domain.posts.refusals import PostNotFound
from domain.reading.models import FURTHEST
from domain.reading.ports import ReadingReader, ReadingWork
from domain.refusals import Refused, invalid
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ReadingService:
    unit_of_work: UnitOfWork[ReadingWork]
    reader: ReadingReader
    clock: Clock

    async def progress(self, actor: Actor, ids: Collection[PostId]) -> Mapping[PostId, int]:
        """Say how far the actor came in those of the posts that they have read."""
        if not isinstance(actor, Member) or not ids:
            return {}
        return await self.reader.progress(actor.user_id, ids)

    async def is_kept(self, actor: Actor) -> bool:
        """Whether what the actor reads is kept. Refuses with Unauthenticated or ScopeMissing."""
        return await self.reader.are_recorded(require_member(actor).user_id)

    async def record(self, actor: Actor, post_id: PostId, progress: int) -> bool:
        """Note that the actor has read on, and say whether it is kept: not if they want none of it.

        Refuses with Unauthenticated, ScopeMissing, InvalidInput or PostNotFound.
        """
        member = _writer(actor)
        if not 0 <= progress <= FURTHEST:
            raise invalid("progress", f"Must be between 0 and {FURTHEST}.")
        async with self.unit_of_work() as work:
            await work.readings.take_turn(member.user_id)
            if not await work.readings.can_reach(post_id, member):
                raise Refused(PostNotFound())
            if not await work.readings.are_recorded(member.user_id):
                return False
            await work.readings.keep(member.user_id, post_id, progress, at=self.clock())
        return True

    async def clear(self, actor: Actor, *, read_before: datetime | None) -> Member:
        """Forget everything that the actor has read, or what they read last before a moment.

        Refuses with Unauthenticated or ScopeMissing.
        """
        member = _writer(actor)
        async with self.unit_of_work() as work:
            await work.readings.take_turn(member.user_id)
            await work.readings.forget_all(member.user_id, read_before=read_before)
        return member

    async def forget(self, actor: Actor, post_id: PostId) -> None:
        """Forget that the actor has read a post, if they have.

        Refuses with Unauthenticated or ScopeMissing.
        """
        member = _writer(actor)
        async with self.unit_of_work() as work:
            await work.readings.take_turn(member.user_id)
            await work.readings.forget(member.user_id, post_id)

    async def choose(self, actor: Actor, *, is_kept: bool) -> Member:
        """Choose whether what one reads is kept. If not, what was kept is forgotten.

        Refuses with Unauthenticated or ScopeMissing.
        """
        member = _writer(actor)
        async with self.unit_of_work() as work:
            await work.readings.take_turn(member.user_id)
            if is_kept:
                await work.readings.record_again(member.user_id)
            else:
                await work.readings.record_no_more(member.user_id, at=self.clock())
                await work.readings.forget_all(member.user_id)
        return member


def _writer(actor: Actor) -> Member:
    return require_member(actor, Scope.WRITE_COMMENTS)

"""Not wanting to hear from somebody, and hearing from them again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.actor import Actor, Member, Scope, require_member, seen_by
from domain.blocks.events import PersonBlocked, PersonMuted, PersonUnblocked, PersonUnmuted
from domain.blocks.models import MOST_PEOPLE, Silence, Standing
from domain.blocks.policy import can_find
from domain.blocks.ports import BlockWork, SightReader, StandingReader
from domain.blocks.refusals import TooManyBlocked, TooManyMuted
from domain.clock import Clock
from domain.ids import USER, UserId
from domain.refusals import Refused, invalid
from domain.unit_of_work import UnitOfWork
from domain.users.models import User
from domain.users.refusals import PersonNotFound

_NOTHING = Standing()

_BEGUN = {Silence.BLOCK: PersonBlocked, Silence.MUTE: PersonMuted}
_ENDED = {Silence.BLOCK: PersonUnblocked, Silence.MUTE: PersonUnmuted}
_TOO_MANY = {Silence.BLOCK: TooManyBlocked, Silence.MUTE: TooManyMuted}


@dataclass(frozen=True, slots=True)
class BlockService:
    unit_of_work: UnitOfWork[BlockWork]
    reader: StandingReader
    sight: SightReader
    clock: Clock

    async def standings(
        self, actor: Actor, others: Collection[UserId]
    ) -> Mapping[UserId, Standing]:
        """Say how the actor stands to others. Those who matter not to them are left out."""
        if not isinstance(actor, Member) or not actor.hides_people:
            return {}
        return await self.reader.standings(actor.user_id, others)

    async def found(self, actor: Actor, users: Mapping[UserId, User]) -> Mapping[UserId, User]:
        """Return those of the people who exist for the actor."""
        viewer = seen_by(actor)
        if viewer is None or not users:
            return users
        standings = await self.reader.standings(viewer, users)
        return {
            id: user for id, user in users.items() if can_find(actor, standings.get(id, _NOTHING))
        }

    async def hidden(self, actor: Actor, others: Collection[UserId]) -> Mapping[UserId, bool]:
        """Say of those who are in no list of people for the actor that they are not."""
        viewer = seen_by(actor)
        return (
            {} if viewer is None else dict.fromkeys(await self.sight.hidden(viewer, others), True)
        )

    async def silence(self, actor: Actor, user_id: UserId, how: Silence) -> User:
        """Hear from somebody no more. Doing it again changes nothing.

        Refuses with Unauthenticated, ScopeMissing, InvalidInput, PersonNotFound, TooManyBlocked or
        TooManyMuted.
        """
        member = _writer(actor)
        if user_id == member.user_id:
            raise invalid("userId", "Must be somebody else.")
        async with self.unit_of_work() as work:
            await work.blocks.take_turn(member.user_id)
            person = await _person(work, member, user_id)
            now = self.clock()
            if how is Silence.BLOCK:
                await work.blocks.take_turn_between(member.user_id, user_id)
                await work.follows.end_between(member.user_id, user_id)
            if await work.blocks.add(how, member.user_id, user_id, at=now):
                if await work.blocks.count(how, member.user_id) > MOST_PEOPLE:
                    raise Refused(_TOO_MANY[how]())
                work.record(
                    _BEGUN[how](
                        occurred_at=now,
                        told_to=USER.text_of(member.user_id),
                        user_id=USER.text_of(user_id),
                    )
                )
        return person

    async def end(self, actor: Actor, user_id: UserId, how: Silence) -> User:
        """Hear from somebody again, as far as they let one. Doing it again changes nothing.

        Refuses with Unauthenticated, ScopeMissing or PersonNotFound.
        """
        member = _writer(actor)
        async with self.unit_of_work() as work:
            await work.blocks.take_turn(member.user_id)
            person = await _person(work, member, user_id)
            if await work.blocks.remove(how, member.user_id, user_id):
                work.record(
                    _ENDED[how](
                        occurred_at=self.clock(),
                        told_to=USER.text_of(member.user_id),
                        user_id=USER.text_of(user_id),
                    )
                )
        return person


def _writer(actor: Actor) -> Member:
    return require_member(actor, Scope.WRITE_COMMENTS)


async def _person(work: BlockWork, member: Member, user_id: UserId) -> User:
    """Return whom it is about, if they exist for the member."""
    person = await work.users.by_id(user_id)
    standings = await work.blocks.standings(member.user_id, [user_id])
    if person is None or not can_find(member, standings.get(user_id, _NOTHING)):
        raise Refused(PersonNotFound())
    return person

"""Reacting to posts and comments, and taking it back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.actor import Actor, Member, Scope, require_member
from domain.checking import Checks
from domain.clock import Clock
from domain.comments.refusals import CommentNotFound
from domain.ids import COMMENT, POST, USER, GlobalId, Kind
from domain.posts.refusals import PostNotFound
from domain.reactions.events import ReactionRemoved, ReactionSet
from domain.reactions.models import LONGEST_KIND, Subject, SubjectKind
from domain.reactions.ports import ReactionReader, ReactionWork
from domain.refusals import NotFound, Refused, invalid
from domain.unit_of_work import UnitOfWork

_IDS: Mapping[SubjectKind, Kind[Any]] = {SubjectKind.POST: POST, SubjectKind.COMMENT: COMMENT}
_NOT_THERE: Mapping[SubjectKind, NotFound] = {
    SubjectKind.POST: PostNotFound(),
    SubjectKind.COMMENT: CommentNotFound(),
}


@dataclass(frozen=True, slots=True)
class ReactionService:
    unit_of_work: UnitOfWork[ReactionWork]
    reader: ReactionReader
    kinds: Sequence[str]
    """The kinds that this server offers, in their order."""
    clock: Clock

    async def set(self, actor: Actor, subject: Subject, kind: str) -> None:
        """React with one kind. Whoever has done so already changes nothing.

        Refuses with Unauthenticated, ScopeMissing, InvalidInput, PostNotFound or CommentNotFound.
        """
        member = require_member(actor, Scope.WRITE_COMMENTS)
        if kind not in self.kinds:
            raise invalid("kind", f"Must be one of: {', '.join(self.kinds)}.")
        now = self.clock()
        async with self.unit_of_work() as work:
            await _hold(work, subject, member)
            if await work.reactions.add(subject, member.user_id, kind, at=now):
                work.record(
                    ReactionSet(
                        occurred_at=now,
                        subject_id=_text_of(subject),
                        user_id=USER.text_of(member.user_id),
                        kind=kind,
                    )
                )

    async def remove(self, actor: Actor, subject: Subject, kind: str) -> None:
        """Take a reaction back, be its kind offered still or not. Where there is none, do nothing.

        Refuses with Unauthenticated, ScopeMissing, InvalidInput, PostNotFound or CommentNotFound.
        """
        member = require_member(actor, Scope.WRITE_COMMENTS)
        checks = Checks()
        kind = checks.line("kind", kind, most=LONGEST_KIND)
        checks.end()
        async with self.unit_of_work() as work:
            await _hold(work, subject, member)
            if await work.reactions.remove(subject, member.user_id, kind):
                work.record(
                    ReactionRemoved(
                        occurred_at=self.clock(),
                        subject_id=_text_of(subject),
                        user_id=USER.text_of(member.user_id),
                        kind=kind,
                    )
                )

    async def given(
        self, actor: Actor, kind: SubjectKind, ids: Collection[Any]
    ) -> Mapping[Any, Sequence[str]]:
        """Read what the actor reacted with to each of these."""
        if not isinstance(actor, Member) or not ids:
            return {}
        return await self.reader.given_by(actor.user_id, kind, ids)


async def _hold(work: ReactionWork, subject: Subject, member: Member) -> None:
    if not await work.reactions.hold(subject, member):
        raise Refused(_NOT_THERE[subject.kind])


def _text_of(subject: Subject) -> GlobalId:
    return _IDS[subject.kind].text_of(subject.id)

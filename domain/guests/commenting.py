"""Commenting without an account: whoever proves an address says what they wrote.

Nothing but the proof makes anybody of a guest, as it does of those who join. What is written with
the address of a member is shown to nobody at all: they sign in, and are known to have said it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from domain.accounts.foundation import letter
from domain.accounts.models import Device
from domain.accounts.refusals import EmailTaken, LinkInvalid
from domain.actor import Member, Scope
from domain.checking import Checks
from domain.clock import Clock
from domain.comments.limits import CommentLimits
from domain.comments.refusals import CommentNotFound
from domain.comments.writing import ChangedDiscussion, CommentWriting
from domain.content.ports import Renderer
from domain.discussions.models import Below
from domain.discussions.policy import what_is_against_it
from domain.guests.events import GuestArrived
from domain.guests.models import LAST, LONGEST_NAME, GuestComment
from domain.guests.ports import GuestWork
from domain.guests.refusals import GuestsNotWelcome
from domain.ids import GUEST_COMMENT, USER, CommentId, GuestCommentId, PostId, UserId
from domain.limits.models import AttemptKind
from domain.limits.ports import Attempts
from domain.mail.addresses import email_address
from domain.mail.models import LetterKind, LinkPurpose
from domain.posts.refusals import PostNotFound
from domain.refusals import Refused
from domain.tokens import LINK_TOKEN
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestCommenting:
    unit_of_work: UnitOfWork[GuestWork]
    renderer: Renderer
    attempts: Attempts
    limits: CommentLimits
    are_welcome: bool
    """Whether the operator lets people comment who have no account."""
    clock: Clock

    async def add(
        self,
        post_id: PostId,
        parent_id: CommentId | None,
        markdown: str,
        *,
        name: str,
        email: str,
        device: Device,
    ) -> str:
        """Keep a comment until its address is proved. Returns where the letter goes to.

        It does the same for every address, and says the same: one that has an account gets another
        letter. Refuses with GuestsNotWelcome, InvalidInput, RateLimited, PostNotFound,
        CommentNotFound, or with what is against writing there.
        """
        self._require_welcome()
        checks = Checks()
        called = checks.line("name", name, most=LONGEST_NAME)
        checks.end()
        address, now = email_address(email), self.clock()
        await self.attempts.spend(AttemptKind.SEND_LETTER, account=address, address=device.address)
        await self._writing(self.unit_of_work).check(markdown)
        async with self.unit_of_work() as work:
            await _refuse_where_nobody_may_write(work, post_id, parent_id, at=now)
            known = await work.accounts.by_email(address)
            if known is not None:
                kind = LetterKind.GUEST_HAS_ACCOUNT
                about = letter(kind, known.email, at=now, user_id=known.user_id)
            else:
                id = GUEST_COMMENT.new_id(at=now)
                await work.guests.add(
                    GuestComment(id, post_id, parent_id, address, called, markdown, now, now + LAST)
                )
                about = letter(LetterKind.GUEST_COMMENT, address, at=now, subject_id=id)
            await work.letters.add(about)
        return address

    async def confirm(self, token: str) -> ChangedDiscussion:
        """Say what was written with an address, as whoever it belongs to.

        Refuses with GuestsNotWelcome, LinkInvalid, EmailTaken, PostNotFound, CommentNotFound,
        TooManyHeld, or with what is against writing there; the link stays good then.
        """
        self._require_welcome()
        token_hash, now = LINK_TOKEN.parse(token), self.clock()
        async with self.unit_of_work() as work:
            link = token_hash and await work.mailed_links.use(
                LinkPurpose.GUEST_COMMENT, token_hash, at=now
            )
            if not link or link.subject_id is None:
                raise Refused(LinkInvalid())
            said = await work.guests.take(GuestCommentId(link.subject_id))
            if said is None or said.email != link.email:
                raise Refused(LinkInvalid())
            if await work.accounts.by_email(said.email) is not None:
                raise Refused(EmailTaken())
            new_id = USER.new_id(at=now)
            user_id = await work.guests.arrive(new_id, said.email, said.name, at=now)
            if user_id == new_id:
                work.record(GuestArrived(occurred_at=now, user_id=USER.text_of(user_id)))
            writing = self._writing(partial(_inside, work))
            return await writing.add(_guest(user_id), said.post_id, said.parent_id, said.markdown)

    def _require_welcome(self) -> None:
        if not self.are_welcome:
            raise Refused(GuestsNotWelcome())

    def _writing(self, unit_of_work: UnitOfWork[GuestWork]) -> CommentWriting:
        return CommentWriting(unit_of_work, self.renderer, self.clock, self.limits)


async def _refuse_where_nobody_may_write(
    work: GuestWork, post_id: PostId, parent_id: CommentId | None, *, at: datetime
) -> None:
    """Find out what keeps everybody out who is nobody in particular.

    It is asked again with the proof, when the discussion is held.
    """
    below, there = Below(post_id, None), Below(post_id, parent_id)
    nobody = USER.new_id(at=at)
    standings = await work.discussions.standings(nobody, {below, there})
    on_post, standing = standings.get(below), standings.get(there)
    if on_post is None or not on_post.is_public:
        raise Refused(PostNotFound())
    if standing is None:
        raise Refused(CommentNotFound())
    against = what_is_against_it(standing, at=at)
    if against is not None:
        raise Refused(against)


@asynccontextmanager
async def _inside(work: GuestWork) -> AsyncIterator[GuestWork]:
    """Open no unit of work but the one that is open."""
    yield work


def _guest(user_id: UserId) -> Member:
    return Member(user_id=user_id, scopes=(Scope.WRITE_COMMENTS,))

"""First comments, which wait until an editor has seen them."""

from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.comments.events import CommentAdded, about
from domain.comments.models import Comment
from domain.discussions.events import CommentApproved, CommentRejected
from domain.discussions.refusals import CommentDecided
from domain.ids import CommentId, UserId
from domain.moderation.hiding import OrderedComment, as_it_is
from domain.moderation.models import ModeratedComment
from domain.moderation.ports import ModerationWork
from domain.moderation.standing import OrderKeeping, keep_order_of, require_text
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CommentDeciding:
    """Of two who decide at once, the first one does. Who decides the same is told the same."""

    unit_of_work: UnitOfWork[ModerationWork]
    clock: Clock

    async def approve(self, actor: Actor, comment_id: CommentId) -> OrderedComment:
        """Show a comment that waits, and hold no other of its author's in this publication.

        Refuses with Unauthenticated, ScopeMissing, CommentNotFound, PermissionDenied,
        CommentDeleted or CommentDecided.
        """
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        async with self.unit_of_work() as work:
            keeping, found = await _judged(work, member, comment_id)
            if found.is_held:
                await work.comment_queue.release(comment_id)
                await work.moderation.unhide(comment_id)
                keeping.announce(CommentApproved, comment_id, at=now)
                await keeping.note(CommentApproved.name, comment_id, at=now)
                if found.author_id is not None:
                    await _let_in(keeping, found.comment, found.author_id, at=now)
            elif found.is_hidden:
                raise Refused(CommentDecided())
            return await as_it_is(keeping, comment_id)

    async def reject(self, actor: Actor, comment_id: CommentId) -> OrderedComment:
        """Show a comment that waits to nobody.

        Refuses with Unauthenticated, ScopeMissing, CommentNotFound, PermissionDenied,
        CommentDeleted or CommentDecided.
        """
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        async with self.unit_of_work() as work:
            keeping, found = await _judged(work, member, comment_id)
            if found.is_held:
                await work.comment_queue.release(comment_id)
                keeping.announce(CommentRejected, comment_id, at=now)
                await keeping.note(CommentRejected.name, comment_id, at=now)
            elif not found.is_hidden:
                raise Refused(CommentDecided())
            return await as_it_is(keeping, comment_id)


async def _let_in(
    keeping: OrderKeeping, comment: Comment, author_id: UserId, *, at: datetime
) -> None:
    """Trust the author from now on, and announce what nobody was told of while it waited."""
    work, post = keeping.work, keeping.post
    await work.comment_queue.trust(author_id, post.publication_id, at=at)
    work.record(about(CommentAdded, comment, post, author_id, at))
    await keeping.tell_of_mentions(comment, author_id, at=at)


async def _judged(
    work: ModerationWork, member: Member, comment_id: CommentId
) -> tuple[OrderKeeping, ModeratedComment]:
    keeping, found = await keep_order_of(work, member, comment_id)
    keeping.require_moderation()
    require_text(found)
    return keeping, found

"""First comments, which wait until an editor has seen them."""

from dataclasses import dataclass

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.discussions.events import CommentApproved, CommentRejected
from domain.discussions.models import ModeratedComment
from domain.discussions.moderating import OrderedComment, as_it_is
from domain.discussions.ports import DiscussionWork
from domain.discussions.refusals import CommentDecided
from domain.discussions.standing import OrderKeeping, keep_order_of, require_text
from domain.ids import CommentId
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CommentDeciding:
    """Of two who decide at once, the first one does. Who decides the same is told the same."""

    unit_of_work: UnitOfWork[DiscussionWork]
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
                if found.author_id is not None:
                    publication_id = keeping.post.publication_id
                    await work.comment_queue.trust(found.author_id, publication_id, at=now)
                keeping.announce(CommentApproved, comment_id, at=now)
                await keeping.note(CommentApproved.name, comment_id, at=now)
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


async def _judged(
    work: DiscussionWork, member: Member, comment_id: CommentId
) -> tuple[OrderKeeping, ModeratedComment]:
    keeping, found = await keep_order_of(work, member, comment_id)
    keeping.require_moderation()
    require_text(found)
    return keeping, found

"""What stands first below a post, and what readers do not see."""

from dataclasses import dataclass

from domain.actor import Actor, Scope, require_member
from domain.clock import Clock
from domain.comments.models import Comment
from domain.discussions.events import (
    CommentHidden,
    CommentPinned,
    CommentUnhidden,
    CommentUnpinned,
)
from domain.discussions.refusals import CommentHeld
from domain.discussions.refusals import CommentHidden as IsHidden
from domain.ids import CommentId
from domain.moderation.ports import ModerationWork
from domain.moderation.standing import OrderKeeping, keep_order_of, require_text
from domain.posts.models import Post
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedComment:
    """A comment of which something was changed, and its post."""

    comment: Comment
    post: Post


@dataclass(frozen=True, slots=True)
class CommentModeration:
    unit_of_work: UnitOfWork[ModerationWork]
    clock: Clock

    async def pin(self, actor: Actor, comment_id: CommentId) -> OrderedComment:
        """Let a comment stand above all others of its post. It does so already where it is pinned.

        Refuses with Unauthenticated, ScopeMissing, CommentNotFound, PermissionDenied,
        CommentDeleted, CommentHidden or TooManyPinned.
        """
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        async with self.unit_of_work() as work:
            keeping, found = await keep_order_of(work, member, comment_id)
            keeping.require_pinning()
            require_text(found)
            if not found.is_shown:
                raise Refused(IsHidden())
            if not found.is_pinned:
                await work.moderation.pin(comment_id, keeping.post.id, at=now)
                await keeping.tell(CommentPinned, comment_id, at=now)
            return OrderedComment(comment=found.comment, post=keeping.post)

    async def unpin(self, actor: Actor, comment_id: CommentId) -> OrderedComment:
        """Let a comment stand where it stood. It does so already where it is not pinned.

        Refuses with Unauthenticated, ScopeMissing, CommentNotFound or PermissionDenied.
        """
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        async with self.unit_of_work() as work:
            keeping, found = await keep_order_of(work, member, comment_id)
            keeping.require_pinning()
            if found.is_pinned:
                await work.moderation.unpin(comment_id)
                await keeping.tell(CommentUnpinned, comment_id, at=now)
            return OrderedComment(comment=found.comment, post=keeping.post)

    async def hide(self, actor: Actor, comment_id: CommentId) -> OrderedComment:
        """Show a comment to nobody, nor what answers it. What is hidden already stays so.

        Refuses with Unauthenticated, ScopeMissing, CommentNotFound, PermissionDenied,
        CommentDeleted or CommentHeld.
        """
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        async with self.unit_of_work() as work:
            keeping, found = await keep_order_of(work, member, comment_id)
            keeping.require_moderation()
            require_text(found)
            if found.is_held:
                raise Refused(CommentHeld())
            if not found.is_hidden:
                await work.moderation.hide(comment_id, at=now)
                keeping.announce(CommentHidden, comment_id, at=now)
                await keeping.note(CommentHidden.name, comment_id, at=now)
            return await as_it_is(keeping, comment_id)

    async def unhide(self, actor: Actor, comment_id: CommentId) -> OrderedComment:
        """Show a comment again. What is not hidden stays so.

        Refuses with Unauthenticated, ScopeMissing, CommentNotFound, PermissionDenied,
        CommentDeleted or CommentHeld.
        """
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        async with self.unit_of_work() as work:
            keeping, found = await keep_order_of(work, member, comment_id)
            keeping.require_moderation()
            require_text(found)
            if found.is_held:
                raise Refused(CommentHeld())
            if found.is_hidden:
                await work.moderation.unhide(comment_id)
                keeping.announce(CommentUnhidden, comment_id, at=now)
                await keeping.note(CommentUnhidden.name, comment_id, at=now)
                await keeping.tell_of_mentions(found.comment, found.author_id, at=now)
            return await as_it_is(keeping, comment_id)


async def as_it_is(keeping: OrderKeeping, comment_id: CommentId) -> OrderedComment:
    """Read a comment and its post now that everything is counted."""
    found = await keeping.work.moderation.comment(comment_id)
    if found is None:
        raise LookupError("A comment that was held is gone.")
    post = await keeping.work.moderation.post(keeping.post.id)
    return OrderedComment(comment=found.comment, post=post)

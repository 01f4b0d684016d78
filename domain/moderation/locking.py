"""Ending discussions: all of a post's, or what stands below one comment."""

from dataclasses import dataclass

from domain.actor import Actor, Scope, require_member
from domain.clock import Clock
from domain.comments.models import Comment
from domain.discussions.events import ThreadLocked, ThreadUnlocked
from domain.ids import CommentId, PostId
from domain.model import replace
from domain.moderation.ports import ModerationWork
from domain.moderation.standing import keep_order, keep_order_of, require_text
from domain.posts.models import Post
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A discussion, or a part of one."""

    post: Post
    comment: Comment | None
    """What the part stands below. None for all of it."""


@dataclass(frozen=True, slots=True)
class ThreadLocking:
    unit_of_work: UnitOfWork[ModerationWork]
    clock: Clock

    async def lock_post(self, actor: Actor, post_id: PostId) -> Thread:
        """Let nobody comment on a post any more.

        Refuses with Unauthenticated, ScopeMissing, PostNotFound or PermissionDenied.
        """
        return await self._set_post(actor, post_id, is_locked=True)

    async def unlock_post(self, actor: Actor, post_id: PostId) -> Thread:
        """Let people comment on a post again. Threads that were locked themselves stay so.

        Refuses with Unauthenticated, ScopeMissing, PostNotFound or PermissionDenied.
        """
        return await self._set_post(actor, post_id, is_locked=False)

    async def lock_thread(self, actor: Actor, comment_id: CommentId) -> Thread:
        """Let nobody answer a comment, nor what answers it, however deep.

        Refuses with Unauthenticated, ScopeMissing, CommentNotFound, PermissionDenied,
        CommentDeleted or TooManyLocks.
        """
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        async with self.unit_of_work() as work:
            keeping, found = await keep_order_of(work, member, comment_id)
            keeping.require_locking()
            require_text(found)
            if not found.is_locked:
                await work.moderation.lock_thread(comment_id, keeping.post.id, at=now)
                await keeping.tell(ThreadLocked, comment_id, at=now)
            return Thread(post=keeping.post, comment=found.comment)

    async def unlock_thread(self, actor: Actor, comment_id: CommentId) -> Thread:
        """Let people answer a comment again. What is locked above it or below it stays so.

        Refuses with Unauthenticated, ScopeMissing, CommentNotFound or PermissionDenied.
        """
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        async with self.unit_of_work() as work:
            keeping, found = await keep_order_of(work, member, comment_id)
            keeping.require_locking()
            if found.is_locked:
                await work.moderation.unlock_thread(comment_id)
                await keeping.tell(ThreadUnlocked, comment_id, at=now)
            return Thread(post=keeping.post, comment=found.comment)

    async def _set_post(self, actor: Actor, post_id: PostId, *, is_locked: bool) -> Thread:
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        async with self.unit_of_work() as work:
            keeping = await keep_order(work, member, post_id)
            keeping.require_locking()
            settings = await work.moderation.settings(post_id)
            if (settings.locked_at is not None) is not is_locked:
                changed = replace(settings, locked_at=now if is_locked else None)
                await work.moderation.save_settings(changed)
                event = ThreadLocked if is_locked else ThreadUnlocked
                await keeping.tell(event, None, at=now)
            return Thread(post=keeping.post, comment=None)

"""Taking posts back, putting them away, deleting them, and bringing them back."""

from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Scope, require_member
from domain.clock import Clock
from domain.ids import PostId
from domain.model import replace
from domain.posts import policy
from domain.posts.events import (
    PostArchived,
    PostDeleted,
    PostEvent,
    PostRestored,
    PostUnpublished,
    about,
)
from domain.posts.keeping import keep_in_post, taken_back
from domain.posts.models import Post, PostStatus
from domain.posts.refusals import NothingToRestore, PostAlreadyArchived, PostNotPublished
from domain.posts.standing import Standing, held, stand
from domain.posts.writing_ports import WritingWork
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork

_NOT_YOURS = "Only its author and the editors of its publication do this."


@dataclass(frozen=True, slots=True)
class PostLifecycle:
    unit_of_work: UnitOfWork[WritingWork]
    clock: Clock

    async def unpublish(self, actor: Actor, post_id: PostId) -> Post:
        """Take a public post back. An edit that was pending is its text from now on.

        Refuses with Unauthenticated, PostNotFound, PermissionDenied or PostNotPublished.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        async with self.unit_of_work() as work:
            standing = await stand(work, member, post_id)
            may = policy.can_unpublish(member, standing.post, standing.membership)
            standing.require(allowed=may, otherwise=_NOT_YOURS)
            if not standing.post.is_published:
                raise Refused(PostNotPublished())

            await self._take_back(standing, now)
            return await self._put(standing, PostStatus.WITHDRAWN, PostUnpublished, now)

    async def archive(self, actor: Actor, post_id: PostId) -> Post:
        """Put a post away, so that it is in nobody's way. A public one is taken back by that.

        Refuses with Unauthenticated, PostNotFound, PermissionDenied, PostDeleted, PostRemoved or
        PostAlreadyArchived.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        async with self.unit_of_work() as work:
            standing = await stand(work, member, post_id)
            post, membership = standing.post, standing.membership
            may = policy.can_edit(member, post, membership) and (
                not post.is_published or policy.can_unpublish(member, post, membership)
            )
            standing.require(allowed=may, otherwise=_NOT_YOURS)
            standing.require_present()
            if post.status is PostStatus.ARCHIVED:
                raise Refused(PostAlreadyArchived())

            await self._take_back(standing, now)
            return await self._put(standing, PostStatus.ARCHIVED, PostArchived, now)

    async def delete(self, actor: Actor, post_id: PostId) -> Post:
        """Put a post into the bin, from which it can be restored until the bin is emptied.

        Refuses with Unauthenticated, PostNotFound, PermissionDenied, PostDeleted or PostRemoved.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        async with self.unit_of_work() as work:
            standing = await stand(work, member, post_id)
            may = policy.can_delete(member, standing.post, standing.membership)
            standing.require(
                allowed=may,
                otherwise="What was public is deleted by the editors of its publication.",
            )
            standing.require_present()

            await self._take_back(standing, now)
            before = standing.post.status
            deleted_from = PostStatus.WITHDRAWN if before is PostStatus.PUBLISHED else before
            return await self._put(
                standing, PostStatus.DELETED, PostDeleted, now, deleted_from=deleted_from
            )

    async def restore(self, actor: Actor, post_id: PostId) -> Post:
        """Bring back what was deleted or archived. It is never public by that.

        Refuses with Unauthenticated, PostNotFound, PermissionDenied or NothingToRestore.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        async with self.unit_of_work() as work:
            standing = await stand(work, member, post_id)
            post, membership = standing.post, standing.membership
            is_deleted = post.status is PostStatus.DELETED
            may = policy.can_delete if is_deleted else policy.can_edit
            standing.require(allowed=may(member, post, membership), otherwise=_NOT_YOURS)
            status = await _restored(work, post)
            if status is None:
                raise Refused(NothingToRestore())
            return await self._put(standing, status, PostRestored, now)

    async def _take_back(self, standing: Standing, now: datetime) -> None:
        """End that a post is public, if it is, and keep its newest edit."""
        work, post, edit = standing.work, standing.post, standing.edit
        if not post.is_published:
            return
        await work.filing.hold({*post.tag_ids, *edit.tag_ids})
        if edit.is_pending:
            await keep_in_post(work, post, await taken_back(work, post, edit), at=now)
            await work.edits.forget(post.id)

    async def _put(
        self,
        standing: Standing,
        status: PostStatus,
        event: type[PostEvent],
        now: datetime,
        *,
        deleted_from: PostStatus | None = None,
    ) -> Post:
        work, post = standing.work, standing.post
        changed = replace(post, status=status, updated_at=now)
        await work.edits.put(changed, deleted_from=deleted_from)
        await standing.note(event.name, at=now)
        work.record(about(event, post, standing.member.user_id, now))
        return await held(work, post.id)


async def _restored(work: WritingWork, post: Post) -> PostStatus | None:
    """Return what a post is once it is brought back."""
    if post.status is PostStatus.DELETED:
        return await work.edits.deleted_from(post.id)
    if post.status is PostStatus.ARCHIVED:
        return PostStatus.DRAFT if post.published_at is None else PostStatus.WITHDRAWN
    return None

"""Putting posts before editors, who publish them or ask for changes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from domain.actor import Actor, Member, Scope, require_member
from domain.checking import Checks
from domain.clock import Clock
from domain.ids import POST_REVIEW, PostId, PostReviewId
from domain.posts import policy
from domain.posts.access import PostAccess
from domain.posts.changes import check_note
from domain.posts.events import PostEvent, about
from domain.posts.models import Post
from domain.posts.publishing import show, show_edits
from domain.posts.refusals import NoPendingEdit, PostUntitled
from domain.posts.standing import Standing, held, stand
from domain.refusals import Refused
from domain.reviews.events import (
    ChangesRequested,
    PostApproved,
    PostSubmitted,
    SubmissionWithdrawn,
)
from domain.reviews.models import LONGEST_NOTE, LONGEST_REASON, PostReview, ReviewState
from domain.reviews.ports import ReviewReader, ReviewWork
from domain.reviews.refusals import AlreadySubmitted, NothingIsSubmitted, NotSubmitted
from domain.unit_of_work import UnitOfWork


class Reviewed(NamedTuple):
    """A post, and where it stands now."""

    post: Post
    review: PostReview


@dataclass(frozen=True, slots=True)
class ReviewService:
    unit_of_work: UnitOfWork[ReviewWork]
    reader: ReviewReader
    access: PostAccess
    clock: Clock

    async def visible(
        self, actor: Actor, ids: Collection[PostReviewId]
    ) -> Mapping[PostReviewId, PostReview]:
        """Find reviews of posts that the actor may edit."""
        if not isinstance(actor, Member):
            return {}
        reviews = await self.reader.by_ids(ids)
        editable = await self.access.editable(actor, {review.post_id for review in reviews})
        return {review.id: review for review in reviews if review.post_id in editable}

    async def submit(self, actor: Actor, post_id: PostId, note: str | None) -> Reviewed:
        """Put a post, or the pending edit of one that is public, before the editors.

        Refuses with Unauthenticated, InvalidInput, PostNotFound, PermissionDenied,
        NothingIsSubmitted, PostDeleted, PostRemoved, NoPendingEdit, PostUntitled or
        AlreadySubmitted.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        checks = Checks()
        words = checks.words("note", note, most=LONGEST_NOTE)
        checks.end()
        async with self.unit_of_work() as work:
            standing = await stand(work, member, post_id)
            standing.require_editor()
            publication = await standing.publication()
            if not policy.can_submit(member, standing.post, publication, standing.membership):
                raise Refused(NothingIsSubmitted())
            _require_something_to_show(standing)
            last = await work.submissions.of_post(post_id)
            if last is not None and last.state is ReviewState.SUBMITTED:
                raise Refused(AlreadySubmitted())
            review = PostReview(
                POST_REVIEW.new_id(at=now) if last is None else last.id,
                post_id,
                standing.post.publication_id,
                ReviewState.SUBMITTED,
                member.user_id,
                words,
                now,
                None,
                None,
                None,
            )
            await work.submissions.save(review)
            work.record(about(PostSubmitted, standing.post, member.user_id, now))
        return Reviewed(standing.post, review)

    async def approve(
        self,
        actor: Actor,
        post_id: PostId,
        version: int,
        *,
        is_substantial: bool = False,
        note: str | None = None,
    ) -> Reviewed:
        """Publish what was submitted, as the editor has read it.

        `is_substantial` and `note` are for the readers of a post that was public already. Refuses
        with Unauthenticated, InvalidInput, PostNotFound, PermissionDenied, PostDeleted,
        PostRemoved, NotSubmitted, PostStale, PostUntitled or SlugTaken.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        check_note(note)
        async with self.unit_of_work() as work:
            standing = await _judged(work, member, post_id)
            review = await _waiting(work, post_id)
            standing.require_version(version)
            # To publish says of what waited that it is approved.
            if standing.post.is_published:
                await show_edits(standing, at=now, is_substantial=is_substantial, note=note)
            else:
                await show(standing, at=now)
            work.record(about(PostApproved, standing.post, member.user_id, now))
            approved = review.decided(ReviewState.APPROVED, at=now, by=member.user_id)
            return Reviewed(await held(work, post_id), approved)

    async def request_changes(self, actor: Actor, post_id: PostId, reason: str) -> Reviewed:
        """Give what was submitted back to its writers, and say why.

        Refuses with Unauthenticated, InvalidInput, PostNotFound, PermissionDenied, PostDeleted,
        PostRemoved or NotSubmitted.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        checks = Checks()
        words = checks.words("reason", reason, most=LONGEST_REASON)
        if words is None:
            checks.refuse("reason", "Must not be empty.")
        checks.end()
        async with self.unit_of_work() as work:
            standing = await _judged(work, member, post_id)
            review = (await _waiting(work, post_id)).decided(
                ReviewState.CHANGES_REQUESTED, at=now, by=member.user_id, reason=words
            )
            return await _end(work, standing, review, ChangesRequested, now)

    async def withdraw(self, actor: Actor, post_id: PostId) -> Reviewed:
        """Take back what was submitted. Whoever may edit the post may do this.

        Refuses with Unauthenticated, PostNotFound, PermissionDenied or NotSubmitted.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        async with self.unit_of_work() as work:
            standing = await stand(work, member, post_id)
            standing.require_editor()
            waiting = await _waiting(work, post_id)
            review = waiting.decided(ReviewState.WITHDRAWN, at=now)
            return await _end(work, standing, review, SubmissionWithdrawn, now)


async def _judged(work: ReviewWork, member: Member, post_id: PostId) -> Standing:
    """Hold a post that the member may decide about."""
    standing = await stand(work, member, post_id)
    standing.require_publisher()
    standing.require_present()
    return standing


async def _waiting(work: ReviewWork, post_id: PostId) -> PostReview:
    review = await work.submissions.of_post(post_id)
    if review is None or review.state is not ReviewState.SUBMITTED:
        raise Refused(NotSubmitted())
    return review


async def _end(
    work: ReviewWork,
    standing: Standing,
    review: PostReview,
    event: type[PostEvent],
    now: datetime,
) -> Reviewed:
    await work.submissions.save(review)
    work.record(about(event, standing.post, standing.member.user_id, now))
    return Reviewed(standing.post, review)


def _require_something_to_show(standing: Standing) -> None:
    standing.require_present()
    if standing.post.is_published and not standing.edit.is_pending:
        raise Refused(NoPendingEdit())
    if not standing.edit.title.strip():
        raise Refused(PostUntitled())

"""Where posts stand between their writers and the editors of their publications."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.ids import POST, GlobalId, UserId
from domain.paging import Page
from domain.posts import policy
from domain.posts.changes import LONGEST_NOTE as LONGEST_CHANGE_NOTE
from domain.posts.models import Post
from domain.publications.models import Publication
from domain.reviews.models import (
    LONGEST_NOTE,
    LONGEST_REASON,
    OLDEST_SUBMISSIONS,
    PostReview,
    SubmissionsTo,
)
from domain.users.models import User
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.viewer_rights import editable, pages_in


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reviewed:
    """What every step of a review answers with."""

    post: Post
    review: PostReview


class SubmittedPost(_Reviewed): ...


class ApprovedPost(_Reviewed): ...


class RequestedChanges(_Reviewed): ...


class WithdrawnSubmission(_Reviewed): ...


async def reviews(context: RequestContext, posts: Sequence[Post]) -> Sequence[PostReview | None]:
    """What came of submitting the post the last time. Null to those who may not edit it.

    Null, too, where it was never submitted.
    """
    shown = await editable(context, posts)
    wanted = [post.id for post, is_shown in zip(posts, shown, strict=True) if is_shown]
    found = dict(zip(wanted, await context.loaders.post_review.load_many(wanted), strict=True))
    return [found.get(post.id) for post in posts]


async def submissions(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[PostReview] | None]:
    """What waits for the editors of the publication, oldest first. Null to everybody else."""
    request = page_request(first, after, last, before, order=OLDEST_SUBMISSIONS)
    return await pages_in(context, publications, policy.can_publish, SubmissionsTo, request)


async def viewer_can_submit(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may put the post before the editors of its publication."""
    if not policy.can_write(context.actor):
        return [False] * len(posts)
    ids = [post.publication_id for post in posts]
    memberships = await context.loaders.viewer_membership.load_many(ids)
    publications = existing(await context.loaders.publication.load_many(ids))
    return [
        policy.can_submit(context.actor, post, publication, membership)
        for post, publication, membership in zip(posts, publications, memberships, strict=True)
    ]


async def posts(context: RequestContext, reviews: Sequence[PostReview]) -> Sequence[Post | None]:
    """The post. Null when it has gone in the meantime."""
    return await context.loaders.post.load_many(review.post_id for review in reviews)


async def submitters(
    context: RequestContext, reviews: Sequence[PostReview]
) -> Sequence[User | None]:
    """Who submitted it. Null when they are gone."""
    return await _people(context, [review.submitter_id for review in reviews])


async def reviewers(
    context: RequestContext, reviews: Sequence[PostReview]
) -> Sequence[User | None]:
    """Which editor decided. Null where none has, and when they are gone."""
    return await _people(context, [review.reviewer_id for review in reviews])


async def submit_post(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post to put before the editors."],
    note: Annotated[
        str | None, f"What to say to them: at most {LONGEST_NOTE} characters, in plain text."
    ] = None,
) -> SubmittedPost:
    """Put a post before the editors of its publication, or the pending edit of a public one.

    Its authors submit it. It can still be saved: editors approve the version that they have read.
    """
    wanted = to_id(POST, post_id, argument="postId")
    done = await context.services.reviews.submit(context.actor, wanted, note)
    return SubmittedPost(post=done.post, review=done.review)


async def approve_post(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post that was submitted."],
    version: Annotated[int, "The version that you have read, from newestEdit."],
    is_substantial: Annotated[
        bool, "Whether readers of a public post are told of the change, in its change log."
    ] = False,
    note: Annotated[
        str | None, f"What they are told of it: at most {LONGEST_CHANGE_NOTE} characters."
    ] = None,
) -> ApprovedPost:
    """Publish what was submitted, as you have read it.

    The editors of the publication do. If it was saved since, nothing happens, and the refusal has
    the newest version.
    """
    wanted = to_id(POST, post_id, argument="postId")
    done = await context.services.reviews.approve(
        context.actor, wanted, version, is_substantial=is_substantial, note=note
    )
    return ApprovedPost(post=done.post, review=done.review)


async def request_changes(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post that was submitted."],
    reason: Annotated[str, f"What has to change: 1 to {LONGEST_REASON} characters, in plain text."],
) -> RequestedChanges:
    """Give what was submitted back to its writers. The editors of the publication do."""
    wanted = to_id(POST, post_id, argument="postId")
    done = await context.services.reviews.request_changes(context.actor, wanted, reason)
    return RequestedChanges(post=done.post, review=done.review)


async def withdraw_submission(
    context: RequestContext, *, post_id: Annotated[GlobalId, "The post that was submitted."]
) -> WithdrawnSubmission:
    """Take back what was submitted. Its authors do, before an editor decides."""
    wanted = to_id(POST, post_id, argument="postId")
    done = await context.services.reviews.withdraw(context.actor, wanted)
    return WithdrawnSubmission(post=done.post, review=done.review)


async def _people(context: RequestContext, ids: Sequence[UserId | None]) -> Sequence[User | None]:
    known = [id for id in ids if id is not None]
    found = dict(zip(known, await context.loaders.user.load_many(known), strict=True))
    return [None if id is None else found[id] for id in ids]

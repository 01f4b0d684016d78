"""What can be done to discussions by those who keep order in them."""

from dataclasses import dataclass
from typing import Annotated

from domain.comments.models import Comment
from domain.discussions.settings import MOST_DAYS
from domain.ids import COMMENT, POST, PUBLICATION, GlobalId
from domain.posts.models import Post
from domain.publications.models import DiscussionPolicy, Publication
from domain.refusals import invalid
from resolvers.arguments import to_id
from resolvers.context import RequestContext

_DAYS = f"How many days after its publication comments are taken: 1 to {MOST_DAYS:,}, 0 for ever."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ordered:
    """What every change of a comment answers with."""

    comment: Comment
    post: Post


class PinnedComment(_Ordered): ...


class UnpinnedComment(_Ordered): ...


class HiddenComment(_Ordered): ...


class UnhiddenComment(_Ordered): ...


class ApprovedComment(_Ordered): ...


class RejectedComment(_Ordered): ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thread:
    """What locking and unlocking answer with."""

    comment: Comment | None
    post: Post


class LockedThread(_Thread): ...


class UnlockedThread(_Thread): ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPostDiscussion:
    """What saying who may comment on a post answers with."""

    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPublicationDiscussion:
    """What saying who may comment in a publication answers with."""

    publication: Publication


async def pin_comment(
    context: RequestContext, *, comment_id: Annotated[GlobalId, "The comment to pin."]
) -> PinnedComment:
    """Let a comment stand above all others of its post. At most three do at a time.

    For the authors of the post, and the editors of the publication.
    """
    wanted = to_id(COMMENT, comment_id, argument="commentId")
    done = await context.services.comment_moderation.pin(context.actor, wanted)
    return PinnedComment(comment=done.comment, post=done.post)


async def unpin_comment(
    context: RequestContext, *, comment_id: Annotated[GlobalId, "The comment to unpin."]
) -> UnpinnedComment:
    """Let a comment stand where it stood before it was pinned."""
    wanted = to_id(COMMENT, comment_id, argument="commentId")
    done = await context.services.comment_moderation.unpin(context.actor, wanted)
    return UnpinnedComment(comment=done.comment, post=done.post)


async def hide_comment(
    context: RequestContext, *, comment_id: Annotated[GlobalId, "The comment to hide."]
) -> HiddenComment:
    """Hide a comment from readers, and what answers it. For its editors, and the staff."""
    wanted = to_id(COMMENT, comment_id, argument="commentId")
    done = await context.services.comment_moderation.hide(context.actor, wanted)
    return HiddenComment(comment=done.comment, post=done.post)


async def unhide_comment(
    context: RequestContext, *, comment_id: Annotated[GlobalId, "The comment to show again."]
) -> UnhiddenComment:
    """Show a comment again that was hidden or rejected."""
    wanted = to_id(COMMENT, comment_id, argument="commentId")
    done = await context.services.comment_moderation.unhide(context.actor, wanted)
    return UnhiddenComment(comment=done.comment, post=done.post)


async def approve_comment(
    context: RequestContext, *, comment_id: Annotated[GlobalId, "The comment that waits."]
) -> ApprovedComment:
    """Show a first comment that waits, and let later ones of its author through there."""
    wanted = to_id(COMMENT, comment_id, argument="commentId")
    done = await context.services.comment_deciding.approve(context.actor, wanted)
    return ApprovedComment(comment=done.comment, post=done.post)


async def reject_comment(
    context: RequestContext, *, comment_id: Annotated[GlobalId, "The comment that waits."]
) -> RejectedComment:
    """Keep a first comment that waits from readers. It can be shown by `unhideComment` later."""
    wanted = to_id(COMMENT, comment_id, argument="commentId")
    done = await context.services.comment_deciding.reject(context.actor, wanted)
    return RejectedComment(comment=done.comment, post=done.post)


async def lock_thread(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId | None, "The post to lock the whole discussion of."] = None,
    comment_id: Annotated[GlobalId | None, "The comment to lock everything below of."] = None,
) -> LockedThread:
    """Let nobody write in a discussion any more, or below one comment, however deep.

    What was written stays. For those whose post it is, the editors of the publication, and the
    staff. Give one of the two ids.
    """
    locking = context.services.thread_locking
    if comment_id is not None and post_id is None:
        wanted = to_id(COMMENT, comment_id, argument="commentId")
        done = await locking.lock_thread(context.actor, wanted)
    else:
        whole = to_id(POST, _only(post_id, comment_id), argument="postId")
        done = await locking.lock_post(context.actor, whole)
    return LockedThread(comment=done.comment, post=done.post)


async def unlock_thread(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId | None, "The post to unlock the discussion of."] = None,
    comment_id: Annotated[GlobalId | None, "The comment that was locked."] = None,
) -> UnlockedThread:
    """Let people write again where a thread was locked. What was locked by itself stays so."""
    locking = context.services.thread_locking
    if comment_id is not None and post_id is None:
        wanted = to_id(COMMENT, comment_id, argument="commentId")
        done = await locking.unlock_thread(context.actor, wanted)
    else:
        whole = to_id(POST, _only(post_id, comment_id), argument="postId")
        done = await locking.unlock_post(context.actor, whole)
    return UnlockedThread(comment=done.comment, post=done.post)


async def set_post_discussion(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post."],
    policy: Annotated[
        DiscussionPolicy | None, "Who may comment. Null leaves it to the publication."
    ] = None,
    closes_after_days: Annotated[int | None, f"{_DAYS} Null leaves it to the publication."] = None,
) -> SetPostDiscussion:
    """Say who may comment on a post, and for how long, in place of what it said before."""
    wanted = to_id(POST, post_id, argument="postId")
    post = await context.services.discussion_settings.set_post(
        context.actor, wanted, policy, closes_after_days
    )
    return SetPostDiscussion(post=post)


async def set_publication_discussion(
    context: RequestContext,
    *,
    publication_id: Annotated[GlobalId, "The publication."],
    policy: Annotated[DiscussionPolicy | None, "Who may comment."] = None,
    closes_after_days: Annotated[int | None, _DAYS] = None,
    holds_first_comments: Annotated[
        bool | None, "Whether the first comment of a person waits for an editor."
    ] = None,
) -> SetPublicationDiscussion:
    """Say what holds for posts of a publication that say nothing else. For its owners.

    What is left out, or null, stays as it is.
    """
    wanted = to_id(PUBLICATION, publication_id, argument="publicationId")
    publication = await context.services.discussion_settings.set_publication(
        context.actor,
        wanted,
        policy,
        closes_after_days,
        holds_first_comments=holds_first_comments,
    )
    return SetPublicationDiscussion(publication=publication)


def _only(post_id: GlobalId | None, comment_id: GlobalId | None) -> GlobalId:
    """Refuse with InvalidInput unless the post is the one thing that is named."""
    if post_id is None or comment_id is not None:
        raise invalid("postId", "Name a post or a comment, and not both.")
    return post_id

"""The beginning of every change in a discussion: it is there, it is held, and who is asking."""

from dataclasses import dataclass

from domain.actor import Member, seen_by
from domain.comments.models import Comment
from domain.comments.ports import CommentWork
from domain.comments.refusals import CommentNotFound
from domain.discussions.models import Below, DiscussionStanding
from domain.discussions.refusals import CommentDeleted
from domain.ids import CommentId, PostId
from domain.posts import policy as posts_policy
from domain.posts.models import Post
from domain.posts.refusals import PostNotFound
from domain.publications.roles import is_editor_role
from domain.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceToWrite:
    """Where somebody wants to write, in a discussion that is held until the unit of work ends."""

    post: Post
    standing: DiscussionStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldComment:
    """A comment that nobody else changes now, and how somebody stands to it."""

    comment: Comment
    post_id: PostId
    standing: DiscussionStanding


async def place_to_write(
    work: CommentWork, member: Member, post_id: PostId, parent_id: CommentId | None
) -> PlaceToWrite:
    """Hold the discussion of a post. Refuses with PostNotFound or CommentNotFound.

    What the member may not see counts as not found.
    """
    post = await work.comments.hold_discussion(post_id, member.user_id)
    if post is None or not await _sees(work, member, post):
        raise Refused(PostNotFound())
    # Read now that nobody else writes here: what was read before may be old.
    place = Below(post_id, parent_id)
    standing = (await work.discussions.standings(member.user_id, [place])).get(place)
    if standing is None:
        raise Refused(PostNotFound() if parent_id is None else CommentNotFound())
    if parent_id is not None:
        await _require_shown(work, member, parent_id)
    return PlaceToWrite(post=post, standing=standing)


async def require_quotable(
    work: CommentWork, member: Member, post_id: PostId, comment_id: CommentId
) -> None:
    """Make sure that somebody sees what they quote. Refuses with CommentNotFound or CommentDeleted.

    What somebody out of their sight wrote looks deleted.
    """
    is_there = await work.comments.is_there(comment_id, post_id, member.user_id)
    if is_there is None:
        raise Refused(CommentNotFound(message="There is no such comment to quote on this post."))
    if not is_there:
        raise Refused(CommentDeleted(message="The comment that this quotes is deleted."))


async def held_comment(work: CommentWork, member: Member, comment_id: CommentId) -> HeldComment:
    """Hold a comment that the member sees. Refuses with CommentNotFound or CommentDeleted."""
    comment = await work.comments.hold(comment_id)
    if comment is None:
        raise Refused(CommentNotFound())
    place = Below(comment.post_id, comment.id)
    standing = (await work.discussions.standings(member.user_id, [place])).get(place)
    if standing is None:
        raise Refused(CommentNotFound())
    if standing.is_below_deleted:
        raise Refused(CommentDeleted())
    if not is_editor_role(standing.role):
        await _require_shown(work, member, comment_id)
    return HeldComment(comment=comment, post_id=comment.post_id, standing=standing)


async def _require_shown(work: CommentWork, member: Member, comment_id: CommentId) -> None:
    """Refuse what is hidden from the member as if it were deleted, or had never been there."""
    viewer = seen_by(member)
    if viewer is None:
        return
    shown = (await work.sight.comments_shown(viewer, [comment_id])).get(comment_id)
    if shown is None:
        raise Refused(CommentNotFound())
    if not shown:
        raise Refused(CommentDeleted())


async def _sees(work: CommentWork, member: Member, post: Post) -> bool:
    viewer = seen_by(member)
    if viewer is not None and await work.sight.posts_apart(viewer, [post.id]):
        return False
    if post.is_published:
        return True
    found = await work.memberships.of_user(member.user_id, [post.publication_id])
    invited = await work.co_author_invitations.inviting(member.user_id, [post.id])
    membership = found.get(post.publication_id)
    return posts_policy.can_view(member, post, membership, is_invited=bool(invited))

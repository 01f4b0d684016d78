"""What those who may edit a post see of it, and what they may do."""

from collections.abc import Callable, Sequence

from domain.actor import Actor, Member
from domain.media.models import Image
from domain.posts import policy
from domain.posts.edits import PostEdit
from domain.posts.models import Post
from domain.posts.refusals import PostStale
from domain.publications.models import Membership
from domain.refusals import Stale
from domain.users.models import User
from resolvers.context import RequestContext
from resolvers.loaders import existing

_Policy = Callable[[Actor, Post, Membership | None], bool]


async def newest_edits(context: RequestContext, posts: Sequence[Post]) -> Sequence[PostEdit | None]:
    """The newest text, which readers may not see yet, or null for those who may not edit the post.

    This is what an editor begins with.
    """
    allowed = await _allowed(context, posts, policy.can_edit)
    editable = [post.id for post, is_editable in zip(posts, allowed, strict=True) if is_editable]
    found = dict(zip(editable, await context.loaders.post_edit.load_many(editable), strict=True))
    return [found.get(post.id) for post in posts]


async def pending_edits(
    context: RequestContext, posts: Sequence[Post]
) -> Sequence[PostEdit | None]:
    """The newest text where readers still see an earlier one, for those who may edit the post.

    Null where nothing is pending.
    """
    newest = await newest_edits(context, posts)
    return [edit if edit is not None and edit.is_pending else None for edit in newest]


async def versions(context: RequestContext, posts: Sequence[Post]) -> Sequence[int | None]:
    """The number of the newest edit, or null for those who may not edit the post.

    Whoever edits takes it from `newestEdit`, together with the text.
    """
    newest = await newest_edits(context, posts)
    return [None if edit is None else edit.version for edit in newest]


async def viewer_can_edit(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may save changes of the post."""
    return await _allowed(context, posts, policy.can_edit)


async def viewer_can_publish(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may publish the post, and edits of it."""
    if not isinstance(context.actor, Member):
        return [False] * len(posts)
    ids = [post.publication_id for post in posts]
    publications = existing(await context.loaders.publication.load_many(ids))
    memberships = await context.loaders.viewer_membership.load_many(ids)
    return [
        policy.can_publish_post(context.actor, *each)
        for each in zip(posts, publications, memberships, strict=True)
    ]


async def viewer_can_unpublish(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may take the post back."""
    return await _allowed(context, posts, policy.can_unpublish)


async def viewer_can_delete(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may delete the post, and restore it."""
    return await _allowed(context, posts, policy.can_delete)


async def savers(context: RequestContext, edits: Sequence[PostEdit]) -> Sequence[User]:
    """Who saved it."""
    return existing(await context.loaders.user.load_many(edit.saved_by_id for edit in edits))


async def cover_images(
    context: RequestContext, edits: Sequence[PostEdit]
) -> Sequence[Image | None]:
    """The picture that the post is going to be shown with, if it has one."""
    return [
        None if edit.cover is None else context.addresses.of_cover(edit.cover) for edit in edits
    ]


async def current_edits(
    context: RequestContext,  # noqa: ARG001 - every field takes it
    refusals: Sequence[Stale],
) -> Sequence[PostEdit | None]:
    """The newest version, to merge with. It was there when the change was refused."""
    return [refusal.current if isinstance(refusal, PostStale) else None for refusal in refusals]


async def _allowed(context: RequestContext, posts: Sequence[Post], may: _Policy) -> Sequence[bool]:
    memberships = await context.loaders.viewer_membership.load_many(
        post.publication_id for post in posts
    )
    return [
        may(context.actor, post, membership)
        for post, membership in zip(posts, memberships, strict=True)
    ]

"""What those who may edit a post see of it, and what they may do."""

from collections.abc import Sequence

from domain.media.models import Image
from domain.posts import policy
from domain.posts.edits import PostEdit
from domain.posts.models import Post
from domain.posts.refusals import PostStale
from domain.refusals import Stale
from domain.users.models import User
from resolvers.arguments import Selected
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.viewer_rights import MayWithPost, allowed, editable

_PENDING, _VERSION = frozenset({"is_pending"}), frozenset({"version"})


async def newest_edits(
    context: RequestContext, posts: Sequence[Post], *, selected: Selected = None
) -> Sequence[PostEdit | None]:
    """The newest text, which readers may not see yet, or null for those who may not edit the post.

    This is what an editor begins with.
    """
    are_editable = await editable(context, posts)
    ids = [post.id for post, is_shown in zip(posts, are_editable, strict=True) if is_shown]
    loader = context.loaders.post_edit.of(selected)
    found = dict(zip(ids, await loader.load_many(ids), strict=True))
    return [found.get(post.id) for post in posts]


async def pending_edits(
    context: RequestContext, posts: Sequence[Post], *, selected: Selected = None
) -> Sequence[PostEdit | None]:
    """The newest text where readers still see an earlier one, for those who may edit the post.

    Null where nothing is pending.
    """
    wanted = None if selected is None else selected | _PENDING
    newest = await newest_edits(context, posts, selected=wanted)
    return [edit if edit is not None and edit.is_pending else None for edit in newest]


async def versions(context: RequestContext, posts: Sequence[Post]) -> Sequence[int | None]:
    """The number of the newest edit, or null for those who may not edit the post.

    Whoever edits takes it from `newestEdit`, together with the text.
    """
    newest = await newest_edits(context, posts, selected=_VERSION)
    return [None if edit is None else edit.version for edit in newest]


async def viewer_can_edit(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may save changes of the post."""
    return await _offered(context, posts, policy.can_edit)


async def viewer_can_publish(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may publish the post, and edits of it."""
    if not policy.can_write(context.actor):
        return [False] * len(posts)
    memberships = await context.loaders.viewer_membership.load_many(
        post.publication_id for post in posts
    )
    publications = existing(
        await context.loaders.publication.load_many(post.publication_id for post in posts)
    )
    return [
        policy.can_publish_post(context.actor, post, publication, membership)
        for post, publication, membership in zip(posts, publications, memberships, strict=True)
    ]


async def viewer_can_unpublish(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may take the post back."""
    return await _offered(context, posts, policy.can_unpublish)


async def viewer_can_delete(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may delete the post, and restore it."""
    return await _offered(context, posts, policy.can_delete)


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


async def _offered(
    context: RequestContext, posts: Sequence[Post], may: MayWithPost
) -> Sequence[bool]:
    """Tell what the viewer may do with what they came with, which may be a token for less."""
    if not policy.can_write(context.actor):
        return [False] * len(posts)
    return await allowed(context, posts, may)

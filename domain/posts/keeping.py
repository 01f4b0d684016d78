"""How an edit becomes the text of a post, with its address, its tags and its revision."""

from datetime import datetime

from domain.ids import REDIRECT, REVISION, PostId
from domain.model import replace
from domain.naming import slug_of
from domain.posts.edits import PostEdit, Revision
from domain.posts.models import Post
from domain.posts.refusals import PostMovedTooOften, SlugTaken
from domain.posts.writing_ports import WritingWork
from domain.refusals import Refused

MOST_UNPUBLISHED_REVISIONS = 100
"""How many revisions of a post are kept that nobody has published."""

MOST_OLD_ADDRESSES = 100
"""How many addresses a post may have had that readers may know."""


def path_of(post: Post, slug: str) -> str:
    """Return where the post stands with this slug: beside where it has stood, if that ended so."""
    folder, slash, name = post.path.rpartition("/")
    return f"{folder}{slash}{slug}" if name == post.slug else slug


async def keep_in_post(work: WritingWork, post: Post, edit: PostEdit, *, at: datetime) -> None:
    """Make an edit the text of its post. Where it has stood before, it is found for good.

    Refuses with SlugTaken or PostMovedTooOften.
    """
    path = post.path
    if edit.slug != post.slug:
        path = await _move(work, post, edit.slug, at=at)
    if post.is_published:
        await work.filing.hold({*edit.tag_ids, *post.tag_ids})
    await work.edits.keep_in_post(edit, path=path, at=at)
    if edit.tag_ids != post.tag_ids:
        await work.filing.file(post.id, edit.tag_ids)


async def require_free(work: WritingWork, post: Post, slug: str) -> None:
    """Refuse with SlugTaken what another post, a page or an old address has already."""
    if not await work.addresses.is_free(post, slug, path_of(post, slug)):
        raise Refused(SlugTaken())


async def made_slug(work: WritingWork, post: Post, title: str) -> str:
    """Return a slug made of a title that nothing else in the publication has."""
    await work.addresses.take_turn(post.publication_id)
    return await work.addresses.free_slug(post, slug_of(title, instead="post"))


async def keep_revision(
    work: WritingWork,
    edit: PostEdit,
    continued: Revision | None,
    *,
    at: datetime,
    is_published: bool = False,
    is_substantial: bool = False,
    note: str | None = None,
) -> None:
    """Write down what the post is now: after its last revision, or in place of it."""
    begun_at = at if continued is None or is_published else continued.created_at
    number = await _next_number(work, edit.post_id) if continued is None else continued.number
    await work.revisions.save(
        Revision(
            REVISION.new_id(at=at) if continued is None else continued.id,
            edit.post_id,
            number,
            edit.saved_by_id,
            edit.content_id,
            edit.title,
            edit.subtitle,
            begun_at,
            edit.tag_ids,
            edit.cover_id,
            edit.slug,
            is_published,
            is_substantial,
            note,
        )
    )
    if continued is None:
        await _forget_old(work, edit.post_id)
    elif continued.content_id != edit.content_id:
        await work.contents.forget_unused([continued.content_id])


async def continued_revision(
    work: WritingWork, edit: PostEdit, *, before: PostEdit
) -> Revision | None:
    """Return the revision that an edit goes on with, if it does."""
    last = await work.revisions.last(edit.post_id)
    return last if last is not None and last.is_continued(edit, before=before) else None


async def _next_number(work: WritingWork, post_id: PostId) -> int:
    last = await work.revisions.last(post_id)
    return 1 if last is None else last.number + 1


async def _forget_old(work: WritingWork, post_id: PostId) -> None:
    texts = await work.revisions.forget_old(post_id, most=MOST_UNPUBLISHED_REVISIONS)
    if texts:
        await work.contents.forget_unused(texts)


async def _move(work: WritingWork, post: Post, slug: str, *, at: datetime) -> str:
    """Find the post a new path, to which its old one leads if anybody may know that one."""
    await work.addresses.take_turn(post.publication_id)
    await require_free(work, post, slug)
    path = path_of(post, slug)
    await work.addresses.lead_here(post, path)
    if post.published_at is not None:
        if await work.addresses.count_old(post) >= MOST_OLD_ADDRESSES:
            raise Refused(PostMovedTooOften())
        await work.addresses.lead_on(post, REDIRECT.new_id(at=at), at=at)
    return path


async def taken_back(work: WritingWork, post: Post, edit: PostEdit) -> PostEdit:
    """Return a pending edit as the text of a post that is no longer public.

    It must not fail, so the post keeps its address where it cannot have the new one.
    """
    if edit.slug == post.slug:
        return edit
    await work.addresses.take_turn(post.publication_id)
    is_free = await work.addresses.is_free(post, edit.slug, path_of(post, edit.slug))
    has_room = await work.addresses.count_old(post) < MOST_OLD_ADDRESSES
    return edit if is_free and has_room else replace(edit, slug=post.slug)

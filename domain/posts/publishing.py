"""Showing posts to everyone: for the first time, or as they are after an edit."""

from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Scope, require_member
from domain.audit_entries import AuditEntry
from domain.clock import Clock
from domain.events import PostPublished
from domain.ids import AUDIT_ENTRY, POST, PUBLICATION, USER, PostId
from domain.mentions.telling import tell_of_post
from domain.model import replace
from domain.posts import policy
from domain.posts.changes import check_note
from domain.posts.edits import PostEdit
from domain.posts.events import PostEdited, about
from domain.posts.keeping import continued_revision, keep_in_post, keep_revision, made_slug
from domain.posts.models import Post
from domain.posts.refusals import NoPendingEdit, PostUntitled
from domain.posts.standing import Standing, held, stand
from domain.posts.writing_ports import WritingWork
from domain.refusals import Refused, invalid
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PostPublishing:
    unit_of_work: UnitOfWork[WritingWork]
    clock: Clock

    async def publish(
        self,
        actor: Actor,
        post_id: PostId,
        *,
        version: int | None = None,
        published_at: datetime | None = None,
    ) -> Post:
        """Publish a post that is not public, and announce it.

        `published_at` dates it back. Refuses with Unauthenticated, InvalidInput, PostNotFound,
        PermissionDenied, PostAlreadyPublished, PostRemoved, PostDeleted, PostUntitled or, where a
        version is named that is not the newest, PostStale. A post the actor may not see counts as
        not found.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        if published_at is not None and published_at > now:
            raise invalid("publishedAt", "Must not be in the future.")
        async with self.unit_of_work() as work:
            standing = await stand(work, member, post_id)
            await standing.require_publisher_of_post()
            await show(standing, at=now, version=version, dated=published_at)
            return await held(work, post_id)

    async def publish_edits(
        self,
        actor: Actor,
        post_id: PostId,
        version: int,
        *,
        is_substantial: bool = False,
        note: str | None = None,
    ) -> Post:
        """Show everyone what has been edited since a post was published: all of it at once.

        Refuses with Unauthenticated, InvalidInput, PostNotFound, PermissionDenied, PostRemoved,
        PostDeleted, NoPendingEdit, PostStale, PostUntitled or SlugTaken.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        check_note(note)
        async with self.unit_of_work() as work:
            standing = await stand(work, member, post_id)
            await standing.require_publisher_of_post()
            standing.require_present()
            if standing.edit.is_pending:
                standing.require_version(version)
            await show_edits(standing, at=now, is_substantial=is_substantial, note=note)
            return await held(work, post_id)


async def show(
    standing: Standing,
    *,
    at: datetime,
    version: int | None = None,
    dated: datetime | None = None,
) -> None:
    """Publish a post that is held, by somebody who may, and announce it.

    Refuses with PostAlreadyPublished, PostRemoved, PostDeleted, PostUntitled or, where a version is
    named that is not the newest, PostStale.
    """
    work, post = standing.work, standing.post
    published = post.publish(at=at, dated=dated)
    if version is not None:
        standing.require_version(version)

    edit = await _named(standing)
    await _write_down(work, edit, at=at)
    edit = replace(edit, published_at=published.published_at)
    await keep_in_post(work, post, edit, at=at)
    await work.filing.hold(edit.tag_ids)
    await work.edits.put(published)
    await _settle(standing, at)
    work.record(_announcement(post, at=at))
    await _tell(work, edit, post, at)


async def show_edits(
    standing: Standing, *, at: datetime, is_substantial: bool, note: str | None
) -> None:
    """Publish the pending edit of a post that is held, by somebody who may.

    Refuses with NoPendingEdit, PostUntitled or SlugTaken.
    """
    work, post, edit = standing.work, standing.post, standing.edit
    if not edit.is_pending:
        raise Refused(NoPendingEdit())
    if not edit.title.strip():
        raise Refused(PostUntitled())

    await _write_down(
        work, edit, at=at, is_substantial=is_substantial, note=(note or "").strip() or None
    )
    await keep_in_post(work, post, edit, at=at)
    await work.edits.forget(post.id)
    await _settle(standing, at)
    by = standing.member.user_id
    work.record(about(PostEdited, post, by, at, is_substantial=is_substantial))
    await _tell(work, edit, post, at)


async def _tell(work: WritingWork, edit: PostEdit, post: Post, at: datetime) -> None:
    """Announce whom the text mentions that readers see from now on."""
    await tell_of_post(
        work,
        post.id,
        edit.content_id,
        author_id=post.author_id,
        co_author_ids=post.co_author_ids,
        at=at,
    )


async def _settle(standing: Standing, at: datetime) -> None:
    """End the review of what is published, and write down who published it for its authors."""
    work, post, by = standing.work, standing.post, standing.member.user_id
    await work.submissions.settle(post.id, by=by, at=at)
    if not policy.is_author(by, post):
        await work.audit.add(
            AuditEntry(
                AUDIT_ENTRY.new_id(at=at),
                by,
                "post.published_on_behalf",
                POST.text_of(post.id),
                {"author": USER.text_of(post.author_id)},
                at,
                post.publication_id,
            )
        )


async def _named(standing: Standing) -> PostEdit:
    """Give a post that nobody has named in addresses the name that its title makes."""
    edit, post = standing.edit, standing.post
    if not edit.slug_is_made or post.published_at is not None:
        return edit
    slug = await made_slug(standing.work, post, edit.title)
    if slug == edit.slug:
        return replace(edit, slug_is_made=False)
    return replace(edit, slug=slug, slug_is_made=False, version=edit.version + 1)


async def _write_down(
    work: WritingWork,
    edit: PostEdit,
    *,
    at: datetime,
    is_substantial: bool = False,
    note: str | None = None,
) -> None:
    """Keep a revision of what everybody may read from now on."""
    continued = await continued_revision(work, edit, before=edit)
    await keep_revision(
        work,
        edit,
        continued,
        at=at,
        is_published=True,
        is_substantial=is_substantial,
        note=note,
    )


def _announcement(post: Post, *, at: datetime) -> PostPublished:
    return PostPublished(
        occurred_at=at,
        post_id=POST.text_of(post.id),
        author_id=USER.text_of(post.author_id),
        publication_id=PUBLICATION.text_of(post.publication_id),
    )

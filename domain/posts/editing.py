"""Writing posts: beginning one, saving it, and giving up an edit."""

from dataclasses import dataclass
from typing import NamedTuple

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.content.models import Rendering, content_of
from domain.content.ports import Renderer
from domain.ids import CONTENT, PostId, PublicationId
from domain.model import replace
from domain.posts import policy
from domain.posts.applying import applied, with_text
from domain.posts.beginning import new_edit, new_post
from domain.posts.changes import PostChanges
from domain.posts.edits import PostEdit, Revision
from domain.posts.events import PostCreated, about
from domain.posts.keeping import (
    continued_revision,
    keep_in_post,
    keep_revision,
    made_slug,
    require_free,
)
from domain.posts.models import Post
from domain.posts.refusals import DraftsTooMany, NoPendingEdit, NoPublicationOfOwn
from domain.posts.standing import Standing, held, stand
from domain.posts.writing_ports import WritingWork
from domain.publications.models import Publication
from domain.publications.refusals import PublicationNotFound
from domain.refusals import PermissionDenied, Refused
from domain.unit_of_work import UnitOfWork


class _Text(NamedTuple):
    markdown: str
    rendering: Rendering


@dataclass(frozen=True, slots=True)
class PostEditing:
    unit_of_work: UnitOfWork[WritingWork]
    renderer: Renderer
    clock: Clock
    most_drafts: int
    """How many posts of one person may be there that nobody has read."""

    async def create(
        self, actor: Actor, publication_id: PublicationId | None, changes: PostChanges
    ) -> Post:
        """Begin a post, as a draft, in this publication or in the first that the actor owns.

        Refuses with Unauthenticated, InvalidInput, PublicationNotFound, NoPublicationOfOwn,
        PermissionDenied, DraftsTooMany, MediaNotFound or SlugTaken.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        changes.check(now=now)
        markdown = changes.given.get("markdown", "")
        rendering = await self.renderer.render(markdown)
        async with self.unit_of_work() as work:
            publication = await _publication(work, member, publication_id)
            await self._require_room(work, member)

            content = content_of(CONTENT.new_id(at=now), markdown, rendering)
            blank = new_edit(member.user_id, content, publication, at=now)
            edit = await applied(work, member, changes, blank, at=now)
            post = new_post(edit, publication)
            if edit.title.strip() and edit.slug_is_made:
                edit = replace(edit, slug=await made_slug(work, post, edit.title))
            elif not edit.slug_is_made:
                await work.addresses.take_turn(publication.id)
                await require_free(work, replace(post, slug="", path=""), edit.slug)

            await work.contents.add_all([content])
            await work.drafts.add(new_post(edit, publication), edit)
            await work.filing.file(post.id, edit.tag_ids)
            await keep_revision(work, edit, None, at=now)
            work.record(about(PostCreated, post, member.user_id, now))
            return await held(work, post.id)

    async def save(self, actor: Actor, post_id: PostId, version: int, changes: PostChanges) -> Post:
        """Save changes of the newest edit. Of a post that is public, readers see nothing of it.

        Refuses with Unauthenticated, InvalidInput, PostNotFound, PermissionDenied, PostDeleted,
        PostRemoved, PostStale, MediaNotFound or SlugTaken.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        changes.check(now=now)
        text = await self._text(changes)
        async with self.unit_of_work() as work:
            standing = await stand(work, member, post_id)
            standing.require_editor()
            standing.require_present()
            standing.require_version(version)

            before = standing.edit
            edit = await applied(work, member, changes, before, at=now)
            if text is not None and text.markdown == before.markdown:
                text = None
            if edit == before and text is None:
                return standing.post
            edit = replace(
                edit,
                version=before.version + 1,
                is_pending=standing.post.is_published,
                saved_by_id=member.user_id,
                saved_at=now,
            )
            await _keep(standing, edit, text)
            return await held(work, post_id)

    async def discard(self, actor: Actor, post_id: PostId, version: int) -> Post:
        """Give up what readers have not seen of a public post.

        Refuses with Unauthenticated, PostNotFound, PermissionDenied, PostDeleted, PostRemoved,
        NoPendingEdit or PostStale.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            standing = await stand(work, member, post_id)
            standing.require_editor()
            standing.require_present()
            if not standing.edit.is_pending:
                raise Refused(NoPendingEdit())
            standing.require_version(version)

            await work.edits.forget(post_id)
            await work.submissions.drop(post_id, at=self.clock())
            # Whoever has seen the edit that is given up has not seen what is the newest now.
            await work.edits.set_version(post_id, version + 1)
            await work.contents.forget_unused([standing.edit.content_id])
            return await held(work, post_id)

    async def _text(self, changes: PostChanges) -> _Text | None:
        """Render the text that is to be saved, if one is, before anything is held."""
        markdown = changes.given.get("markdown")
        if markdown is None:
            return None
        return _Text(markdown, await self.renderer.render(markdown))

    async def _require_room(self, work: WritingWork, member: Member) -> None:
        counts = await work.drafts.counts(member.user_id)
        if max(counts) >= self.most_drafts:
            raise Refused(DraftsTooMany())


async def _publication(
    work: WritingWork, member: Member, publication_id: PublicationId | None
) -> Publication:
    """Find where the member's post goes, if they may write there."""
    if publication_id is None:
        own = await work.drafts.own_publication(member.user_id)
        if own is None:
            raise Refused(NoPublicationOfOwn())
        return own
    publication = await work.drafts.publication(publication_id)
    if publication is None:
        raise Refused(PublicationNotFound())
    memberships = await work.memberships.of_user(member.user_id, [publication_id])
    if not policy.can_create(member, memberships.get(publication_id)):
        raise Refused(PermissionDenied(message="Only its members write for it."))
    return publication


async def _keep(standing: Standing, edit: PostEdit, text: _Text | None) -> None:
    """Store an edit where edits of this post are kept, with its text if that is new."""
    work, post, at = standing.work, standing.post, edit.saved_at
    continued = await continued_revision(work, edit, before=standing.edit)
    content, is_alone = None, False
    if text is not None:
        is_alone = await _is_alone(standing, edit, continued)
        content_id = edit.content_id if is_alone else CONTENT.new_id(at=at)
        content = content_of(content_id, text.markdown, text.rendering)
        edit = with_text(edit, content)
        if not is_alone:
            await work.contents.add_all([content])
    if edit.is_pending:
        if edit.slug not in {standing.edit.slug, post.slug}:
            await require_free(work, post, edit.slug)
        await work.edits.keep_beside(edit)
    else:
        await keep_in_post(work, post, edit, at=at)
    if content is not None and is_alone:
        await work.contents.rewrite(content)
    await keep_revision(work, edit, continued, at=at)


async def _is_alone(standing: Standing, edit: PostEdit, continued: Revision | None) -> bool:
    """Whether nothing has the text but this edit and the revision that it continues.

    Such a text is written over, so that what is saved every few seconds leaves nothing behind, and
    whoever reads in the meantime finds a text.
    """
    before = standing.edit
    if edit.is_pending and not before.is_pending:
        return False
    has_it_too = continued is not None and continued.content_id == before.content_id
    return await standing.work.contents.holders(before.content_id) == 1 + has_it_too

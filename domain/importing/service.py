"""What an importer does with what it finds. Each use case is one transaction for one item."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from domain.clock import Clock
from domain.content.models import Rendering
from domain.content.ports import Renderer
from domain.ids import REDIRECT, PostId
from domain.importing.digests import digest_of
from domain.importing.models import (
    ImportedComment,
    ImportedItem,
    ImportedPage,
    ImportedPerson,
    ImportedPost,
    ImportedPublication,
    ImportedRedirect,
    ImportedText,
    ImportedThread,
)
from domain.importing.outcomes import Outcome, Result
from domain.importing.pages import write_page
from domain.importing.people import write_person, write_publication
from domain.importing.ports import ImportWork, KnownItem, KnownItems, OldAddress, Origin
from domain.importing.posts import write_post
from domain.importing.refusals import PostMissing
from domain.importing.threads import PreparedComment, render_all, write_comments
from domain.importing.writing import Desk, Written, datable
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork

_Write = Callable[[Desk, KnownItem | None], Awaitable[Written]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedText:
    """A post or a page, rendered already unless it is as it was."""

    item: ImportedText
    rendering: Rendering | None


@dataclass(frozen=True, slots=True)
class ImportService:
    """Everything that one service imports has the same source."""

    source: str
    unit_of_work: UnitOfWork[ImportWork]
    known: KnownItems
    renderer: Renderer
    clock: Clock

    async def person(self, item: ImportedPerson) -> Outcome:
        return await self._import(item, lambda desk, known: write_person(desk, item, known))

    async def publication(self, item: ImportedPublication) -> Outcome:
        """Create a publication. One that was here before any import is left as it is."""
        return await self._import(item, lambda desk, known: write_publication(desk, item, known))

    async def redirect(self, item: ImportedRedirect) -> Outcome:
        return await self._import(item, lambda desk, known: _redirect(desk, item, known))

    async def text(self, item: ImportedText) -> Outcome:
        """Import a post or a page. Refuses what cannot be rendered or stored."""
        return await self.store(await self.prepare(item))

    async def prepare(self, item: ImportedText) -> PreparedText:
        """Do the slow part, which writes nothing, so that it may be done for several at once."""
        digest = digest_of(item)
        known = await self.known.find(self.source, item.kind, [item.external_id])
        if item.external_id in known and known[item.external_id].digest == digest:
            return PreparedText(item=item, rendering=None)
        return PreparedText(item=item, rendering=await self.renderer.render(item.markdown))

    async def store(self, prepared: PreparedText) -> Outcome:
        item = prepared.item

        async def write(desk: Desk, known: KnownItem | None) -> Written:
            # What was as it was may have changed since, when another import runs.
            rendering = prepared.rendering or await self.renderer.render(item.markdown)
            if isinstance(item, ImportedPage):
                return await write_page(desk, item, rendering, known)
            return await write_post(desk, item, rendering, known)

        return await self._import(item, write)

    async def thread(self, item: ImportedThread) -> list[Outcome]:
        """Import the discussion of a post, with an outcome for each comment.

        Refuses with PostMissing, or with what is wrong with one of its comments.
        """
        digests = {comment.external_id: digest_of(comment) for comment in item.comments}
        known = await self.known.find(self.source, ImportedComment.kind, digests)
        changed = [
            comment
            for comment in item.comments
            if comment.external_id not in known
            or known[comment.external_id].digest != digests[comment.external_id]
        ]
        ids: dict[str, UUID] = {name: there.subject_id for name, there in known.items()}
        if changed:
            renderings = await render_all(self.renderer, changed)
            prepared = [
                PreparedComment(
                    item=comment,
                    digest=digests[comment.external_id],
                    rendering=rendering,
                )
                for comment, rendering in zip(changed, renderings, strict=True)
            ]
            ids |= await self._write_thread(item, prepared)
        written = {comment.external_id for comment in changed}
        return [
            Outcome(
                kind=comment.kind,
                external_id=comment.external_id,
                result=_result(comment.external_id in known, comment.external_id in written),
                subject_id=ids[comment.external_id],
            )
            for comment in item.comments
        ]

    async def _write_thread(
        self, item: ImportedThread, prepared: list[PreparedComment]
    ) -> dict[str, UUID]:
        post = Origin(source=self.source, kind=ImportedPost.kind, external_id=item.post)
        names = [comment.external_id for comment in item.comments]
        async with self.unit_of_work() as work:
            owner = await work.items.lock(post)
            if owner is None:
                raise Refused(PostMissing(message=f"Its post {item.post} has not been imported."))
            desk = Desk(work, self.source, self.clock())
            known = await work.items.find(self.source, ImportedComment.kind, names)
            ids = await write_comments(desk, PostId(owner.subject_id), prepared, known)
            kept = {
                comment.item.external_id: KnownItem(
                    subject_id=ids[comment.item.external_id], digest=comment.digest
                )
                for comment in prepared
            }
            await work.items.remember(self.source, ImportedComment.kind, kept, at=desk.now)
        return dict(ids)

    async def _import(self, item: ImportedItem, write: _Write) -> Outcome:
        digest = digest_of(item)
        origin = Origin(source=self.source, kind=item.kind, external_id=item.external_id)
        async with self.unit_of_work() as work:
            known = await work.items.lock(origin)
            if known is not None and known.digest == digest:
                written = Written(subject_id=known.subject_id)
            else:
                desk = Desk(work, self.source, self.clock())
                written = await write(desk, known)
                kept = KnownItem(subject_id=written.subject_id, digest=digest)
                await work.items.remember(
                    self.source, item.kind, {item.external_id: kept}, at=desk.now
                )
        return Outcome(
            kind=item.kind,
            external_id=item.external_id,
            result=_result(known is not None, known is None or known.digest != digest),
            subject_id=written.subject_id,
            notes=written.notes,
        )


def _result(was_known: bool, was_written: bool) -> Result:  # noqa: FBT001 - two facts, in order
    if not was_written:
        return Result.UNCHANGED
    return Result.UPDATED if was_known else Result.CREATED


async def _redirect(desk: Desk, item: ImportedRedirect, known: KnownItem | None) -> Written:
    publication = await desk.publication(item.publication)
    address = OldAddress(
        id=REDIRECT.new_id(at=datable(desk.now)),
        publication_id=publication.id,
        source=item.source,
        url=item.target,
        is_permanent=item.is_permanent,
    )
    if known is not None:
        await desk.work.redirects.replace(address)
        return Written(subject_id=known.subject_id)
    refused = await desk.work.redirects.add([address], at=desk.now)
    notes = tuple(f"Something else answers at {source} already." for source in refused)
    return Written(subject_id=address.id, notes=notes)

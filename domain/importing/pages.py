"""Storing an imported page."""

from functools import partial

from domain.content.models import Rendering
from domain.ids import PAGE, ContentId, PageId
from domain.importing.models import ImportedPage
from domain.importing.ports import KnownItem
from domain.importing.writing import Desk, Written, datable, free_names, renamed
from domain.model import replace
from domain.pages.models import PageStatus, StaticPage


async def write_page(
    desk: Desk, item: ImportedPage, rendering: Rendering, known: KnownItem | None
) -> Written:
    publication = await desk.publication(item.publication)
    stored = None if known is None else await desk.work.pages.lock(PageId(known.subject_id))
    created_at = item.created_at or desk.now
    page_id = PAGE.new_id(at=datable(created_at)) if stored is None else stored[0].id
    page = StaticPage(
        id=page_id,
        publication_id=publication.id,
        content_id=await _content(desk, item, rendering, stored),
        slug=item.slug,
        path=item.path,
        title=item.title,
        updated_at=item.updated_at or created_at,
        status=PageStatus.DRAFT,  # until it is described
        version=1 if stored is None else stored[0].version + 1,
        was_public=True,
    )
    if stored is None:
        page = await _with_free_names(desk, page)
        while not await desk.work.pages.add(page, created_at=created_at):
            page = await _with_free_names(desk, page)
    else:
        page = await _with_free_names(desk, page)
        await desk.work.pages.change(page)
    status = PageStatus.DRAFT if item.is_draft else PageStatus.PUBLISHED
    await desk.work.pages.describe(page.id, status, item.metadata)
    await desk.media(item.media, at=created_at)
    await desk.work.redirects.remove(publication.id, page.path)
    aliases = _aliases(item, page, stored)
    names = renamed("slug", item.slug, page.slug) + renamed("path", item.path, page.path)
    notes = await desk.aliases(aliases, publication.id, to=page.id, is_page=True, at=created_at)
    return Written(subject_id=page.id, notes=names + notes)


def _aliases(
    item: ImportedPage, page: StaticPage, stored: tuple[StaticPage, str] | None
) -> list[str]:
    old = [*item.aliases, *([] if stored is None else [stored[0].path])]
    return [alias for alias in dict.fromkeys(old) if alias not in {"", page.path}]


async def _content(
    desk: Desk, item: ImportedPage, rendering: Rendering, stored: tuple[StaticPage, str] | None
) -> ContentId:
    if stored is not None and stored[1] == item.markdown:
        return stored[0].content_id
    at = desk.now if stored is not None else item.created_at or desk.now
    return (await desk.content(item.markdown, rendering, at=at)).id


async def _with_free_names(desk: Desk, page: StaticPage) -> StaticPage:
    taken = partial(desk.work.pages.taken, page.publication_id, page.id)
    slug, path = await free_names(taken, page.slug, page.path)
    return replace(page, slug=slug, path=path)

"""What can be done to static pages, and what their editors see of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.ids import PAGE, PUBLICATION, GlobalId, PageId
from domain.naming import LONGEST_PATH
from domain.pages.changes import LONGEST_TITLE, PageChanges
from domain.pages.editing import MOST_PAGES
from domain.pages.models import PAGES_BY_SLUG, EveryPageOf, StaticPage
from domain.paging import Page
from domain.publications.models import Publication
from domain.publications.policy import can_see_everything
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.viewer_rights import may_organise, pages_in


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedPage:
    """What creating a page answers with."""

    page: StaticPage


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """What saving a page answers with."""

    page: StaticPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPage:
    """What publishing a page answers with."""

    page: StaticPage


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpublishedPage:
    """What unpublishing a page answers with."""

    page: StaticPage


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedPage:
    """What deleting a page answers with."""

    deleted_page_id: PageId
    publication: Publication


async def create_page(
    context: RequestContext,
    *,
    publication_id: Annotated[
        GlobalId, f"The publication, which may have {MOST_PAGES:,} pages at most."
    ],
    title: Annotated[str, f"What it is called: {LONGEST_TITLE} characters at most."],
    markdown: Annotated[
        str, "Its text, in Markdown: 100,000 bytes at most unless the server says otherwise."
    ] = "",
    slug: Annotated[
        str | None, "The name in addresses, 200 characters at most. Made of the title if not given."
    ] = None,
    path: Annotated[
        str | None,
        f"Its path in the publication: {LONGEST_PATH} characters at most. The slug if not given.",
    ] = None,
) -> CreatedPage:
    """Make a draft of a page. For the editors of the publication."""
    page = await context.services.page_editing.create(
        context.actor,
        to_id(PUBLICATION, publication_id, argument="publicationId"),
        title=title,
        markdown=markdown,
        slug=slug,
        path=path,
    )
    return CreatedPage(page=page)


async def save_page(
    context: RequestContext,
    *,
    page_id: Annotated[GlobalId, "The page to change."],
    version: Annotated[int, "The version that was changed. Another one by now is a conflict."],
    title: Annotated[str | None, "Another title, 200 characters at most."] = None,
    slug: Annotated[
        str | None,
        "Another name in addresses, 200 characters at most. The path changes with it where the two "
        "are equal.",
    ] = None,
    path: Annotated[
        str | None,
        "Another path, 500 characters at most. Once the page was published, the old one leads to "
        "the new one.",
    ] = None,
    markdown: Annotated[
        str | None,
        "Another text, in Markdown: 100,000 bytes at most unless the server says otherwise.",
    ] = None,
) -> SavedPage:
    """Change what is given of a page. What is published changes at once.

    For the editors of its publication.
    """
    changes = PageChanges(title=title, slug=slug, path=path, markdown=markdown)
    page = await context.services.page_editing.save(
        context.actor, to_id(PAGE, page_id, argument="pageId"), version, changes
    )
    return SavedPage(page=page)


async def publish_page(
    context: RequestContext, *, page_id: Annotated[GlobalId, "The page to publish."]
) -> PublishedPage:
    """Open a draft of a page to everyone. For the editors of its publication."""
    wanted = to_id(PAGE, page_id, argument="pageId")
    page = await context.services.page_publishing.publish(context.actor, wanted)
    return PublishedPage(page=page)


async def unpublish_page(
    context: RequestContext, *, page_id: Annotated[GlobalId, "The page to take back."]
) -> UnpublishedPage:
    """Make a draft of a published page. For the editors of its publication."""
    wanted = to_id(PAGE, page_id, argument="pageId")
    page = await context.services.page_publishing.unpublish(context.actor, wanted)
    return UnpublishedPage(page=page)


async def delete_page(
    context: RequestContext, *, page_id: Annotated[GlobalId, "The page to delete."]
) -> DeletedPage:
    """Delete a page for good, and the redirects to it. For the editors of its publication."""
    wanted = to_id(PAGE, page_id, argument="pageId")
    page = await context.services.page_publishing.delete(context.actor, wanted)
    publication = await context.loaders.publication.load_many([page.publication_id])
    return DeletedPage(deleted_page_id=page.id, publication=existing(publication)[0])


async def viewer_can_edit(context: RequestContext, pages: Sequence[StaticPage]) -> Sequence[bool]:
    """Whether the viewer may change the page, publish it and delete it."""
    return await may_organise(context, (page.publication_id for page in pages))


async def viewer_pages(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[StaticPage] | None]:
    """Pages of the publication, drafts included, by slug. For its editors, null for others."""
    request = page_request(first, after, last, before, order=PAGES_BY_SLUG)
    return await pages_in(context, publications, can_see_everything, EveryPageOf, request)

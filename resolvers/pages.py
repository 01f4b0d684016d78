"""Finding static pages, and their fields."""

from collections.abc import Sequence
from typing import Any

from domain.content.models import Content
from domain.pages.models import StaticPage
from domain.publications.models import Publication
from resolvers.arguments import Handle, Selected, Slug
from resolvers.context import RequestContext
from resolvers.loading import existing


async def page(context: RequestContext, *, publication: Handle, slug: Slug) -> StaticPage | None:
    """The page with this slug in a publication, or null when there is none you may see."""
    return await context.services.pages.by_slug(context.actor, publication, slug)


async def publications(
    context: RequestContext, pages: Sequence[StaticPage]
) -> Sequence[Publication]:
    """Where the page is published."""
    return existing(
        await context.loaders.publication.load_many(page.publication_id for page in pages)
    )


async def urls(context: RequestContext, pages: Sequence[StaticPage]) -> Sequence[str]:
    """The address of the page on the front end of its publication."""
    found = await publications(context, pages)
    return [
        context.addresses.of_text(publication, page)
        for publication, page in zip(found, pages, strict=True)
    ]


async def contents(
    context: RequestContext, pages: Sequence[StaticPage], *, selected: Selected = None
) -> Sequence[Content]:
    """The text of the page. Read only when asked for."""
    loader = context.loaders.content.of(selected)
    return existing(await loader.load_many(page.content_id for page in pages))


async def metadata(
    context: RequestContext, pages: Sequence[StaticPage]
) -> Sequence[dict[str, Any]]:
    """Whatever else an importer found beside the text, by name."""
    return existing(await context.loaders.page_metadata.load_many(page.id for page in pages))

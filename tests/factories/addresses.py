"""Ready-made pages and redirects."""

from db.executor import Executor
from domain.ids import PAGE, REDIRECT, PageId, PostId, PublicationId, RedirectId
from domain.pages.models import PageStatus
from tests.factories.moments import NOON, next_moment
from tests.factories.texts import make_content


async def make_page(
    database: Executor,
    publication_id: PublicationId,
    *,
    slug: str = "about",
    path: str | None = None,
    title: str = "About us",
    text: str = "Who we are.",
    status: PageStatus = PageStatus.PUBLISHED,
) -> PageId:
    page_id = PAGE.new_id(at=NOON)
    await database.execute(
        """
        INSERT INTO pages
               (id, publication_id, content_id, slug, path, title, status, updated_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $8, $6, $7, $7)
        """,
        page_id,
        publication_id,
        await make_content(database, text=text),
        slug,
        path or slug,
        status,
        next_moment(),
        title,
    )
    return page_id


async def make_redirect(
    database: Executor,
    publication_id: PublicationId,
    source: str,
    *,
    post_id: PostId | None = None,
    page_id: PageId | None = None,
    url: str | None = None,
    is_permanent: bool = True,
) -> RedirectId:
    """Make a redirect to one of a post, a page or an address."""
    redirect_id = REDIRECT.new_id(at=NOON)
    await database.execute(
        """
        INSERT INTO redirects
               (id, publication_id, source, post_id, page_id, url, is_permanent, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        redirect_id,
        publication_id,
        source,
        post_id,
        page_id,
        url,
        is_permanent,
        next_moment(),
    )
    return redirect_id

"""The beginning of every change of a page: it is there, and who is asking may change it."""

from collections.abc import Iterable

from domain.actor import Member
from domain.ids import PAGE, PUBLICATION, GlobalId, PageId
from domain.pages import policy
from domain.pages.models import StaticPage
from domain.pages.ports import PageWork
from domain.pages.refusals import PageNotFound
from domain.publications.access import memberships_of
from domain.publications.ports import MembershipReader
from domain.refusals import PermissionDenied, Refused


async def editable(
    memberships: MembershipReader, member: Member, found: Iterable[StaticPage | None]
) -> StaticPage:
    """Return the one page that was looked for. Refuses with PageNotFound or PermissionDenied."""
    for page in found:
        if page is not None:
            own = await memberships_of(memberships, member, [page.publication_id])
            membership = own.get(page.publication_id)
            if not policy.can_view(member, page, membership):
                break
            if not policy.can_edit(member, membership):
                message = "Only the editors of the publication do this."
                raise Refused(PermissionDenied(message=message))
            return page
    raise Refused(PageNotFound())


async def lock_editable(work: PageWork, member: Member, page_id: PageId) -> StaticPage:
    """Hold a page to change it. Refuses as `editable` does."""
    return await editable(work.memberships, member, [await work.static_pages.lock(page_id)])


def ids_of(page: StaticPage) -> dict[str, GlobalId]:
    """Return what every event about a page says."""
    return {
        "page_id": PAGE.text_of(page.id),
        "publication_id": PUBLICATION.text_of(page.publication_id),
    }

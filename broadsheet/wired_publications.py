"""Publications and who belongs to them, and the ways to what they hold."""

from broadsheet.wired_basis import WiredBasis, made
from db.addresses import AddressReader
from db.apart import SightReader
from db.audit import AuditReader
from db.invitations import InvitationReader
from db.pages import PageReader
from db.profiles import VerifiedAddressReader
from db.publications import MembershipReader, PublicationReader
from db.redirects import RedirectReader
from db.search import PostgresSearch
from db.series import SeriesReader
from db.tags import TagReader
from domain.audit.service import AuditService
from domain.pages.editing import PageEditing
from domain.pages.publishing import PagePublishing
from domain.pages.service import PageService
from domain.publications.arranging import PublicationArranging
from domain.publications.founding import PublicationFounding
from domain.publications.inviting import PublicationInviting
from domain.publications.joining import PublicationJoining
from domain.publications.membership import MembershipService
from domain.publications.service import PublicationService
from domain.redirects.editing import RedirectEditing
from domain.redirects.service import AddressService, RedirectService
from domain.search.service import SearchService
from domain.series.arranging import SeriesArranging
from domain.series.editing import SeriesEditing
from domain.series.service import SeriesService
from domain.tags.editing import TagEditing
from domain.tags.service import TagService


class PublicationServices(WiredBasis):
    """What is done with publications and all that they hold but posts."""

    addresses = made(lambda its: AddressService(AddressReader(its.reads, its.seen_by)))
    audit = made(
        lambda its: AuditService(AuditReader(its.reads), MembershipReader(its.reads), its.lists)
    )
    membership = made(lambda its: MembershipService(its.work, its.world.clock))
    page_editing = made(
        lambda its: PageEditing(
            unit_of_work=its.work,
            publications=PublicationReader(its.reads),
            memberships=MembershipReader(its.reads),
            reader=PageReader(its.reads),
            renderer=its.renderer,
            clock=its.world.clock,
        )
    )
    page_publishing = made(lambda its: PagePublishing(its.work, its.world.clock))
    pages = made(lambda its: PageService(PageReader(its.reads), MembershipReader(its.reads)))
    publication_arranging = made(
        lambda its: PublicationArranging(its.work, its.world.publication_limits, its.world.clock)
    )
    publication_founding = made(
        lambda its: PublicationFounding(its.work, its.world.publication_limits, its.world.clock)
    )
    publication_inviting = made(
        lambda its: PublicationInviting(its.work, its.world.publication_limits, its.world.clock)
    )
    publication_joining = made(
        lambda its: PublicationJoining(
            unit_of_work=its.work,
            invitations=InvitationReader(its.reads),
            memberships=MembershipReader(its.reads),
            addresses=VerifiedAddressReader(its.reads),
            clock=its.world.clock,
        )
    )
    publications = made(lambda its: PublicationService(PublicationReader(its.reads), its.lists))
    redirect_editing = made(
        lambda its: RedirectEditing(
            unit_of_work=its.work,
            publications=PublicationReader(its.reads),
            reader=RedirectReader(its.reads),
            clock=its.world.clock,
        )
    )
    redirects = made(
        lambda its: RedirectService(
            RedirectReader(its.reads), MembershipReader(its.reads), SightReader(its.reads)
        )
    )
    search = made(lambda its: SearchService(PostgresSearch(its.reads, its.seen_by)))
    series = made(
        lambda its: SeriesService(SeriesReader(its.reads, its.seen_by), MembershipReader(its.reads))
    )
    series_arranging = made(
        lambda its: SeriesArranging(its.work, its.stored.posts(its.reads), its.world.clock)
    )
    series_editing = made(
        lambda its: SeriesEditing(its.work, PublicationReader(its.reads), its.world.clock)
    )
    tag_editing = made(
        lambda its: TagEditing(its.work, PublicationReader(its.reads), its.world.clock)
    )
    tags = made(lambda its: TagService(TagReader(its.reads, its.seen_by), its.lists))

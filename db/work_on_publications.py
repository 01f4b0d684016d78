"""Publications and all that they hold but posts, inside one unit of work."""

from db.audit import AuditRepository
from db.executor import Connection
from db.front_pages import FrontPageRepository
from db.invitations import InvitationRepository
from db.memberships import MembershipRepository
from db.page_changes import PageRepository
from db.post_addresses import AddressBook
from db.publication_changes import PublicationRepository
from db.redirect_changes import RedirectRepository
from db.series_changes import SeriesRepository
from db.tag_changes import CurationRepository, TagCatalog


class WorkOnPublications:
    def __init__(self, connection: Connection) -> None:
        self.addresses = AddressBook(connection)
        self.audit = AuditRepository(connection)
        self.curation = CurationRepository(connection)
        self.front_pages = FrontPageRepository(connection)
        self.memberships = MembershipRepository(connection)
        self.publication_invitations = InvitationRepository(connection)
        self.publications = PublicationRepository(connection)
        self.redirect_rules = RedirectRepository(connection)
        self.series = SeriesRepository(connection)
        self.static_pages = PageRepository(connection)
        self.tag_catalog = TagCatalog(connection)

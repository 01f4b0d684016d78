"""SQL behind the ports of what those who write and edit do."""

from db.audit import AuditReader
from db.authorship import CoAuthorInvitationReader
from db.executor import Executor
from db.lists import ListReader
from db.previews import PreviewReader
from db.publications import MembershipReader
from db.unit_of_work import PostgresUnitOfWork
from domain.auditing import AuditService
from domain.authorship.inviting import InvitingService
from domain.authorship.service import AuthorshipService
from domain.clock import Clock
from domain.posts.access import PostAccess
from domain.posts.ports import PostReader
from domain.previews.service import PreviewService
from domain.unit_of_work import UnitOfWork
from resolvers.editorial_context import EditorialServices


def editorial_services(
    reads: Executor, posts: PostReader, work: UnitOfWork[PostgresUnitOfWork], clock: Clock
) -> EditorialServices:
    memberships = MembershipReader(reads)
    access = PostAccess(posts, memberships)
    return EditorialServices(
        audit=AuditService(AuditReader(reads), memberships, ListReader(reads)),
        authorship=AuthorshipService(work, clock),
        inviting=InvitingService(work, CoAuthorInvitationReader(reads), access, clock),
        memberships=memberships,
        previews=PreviewService(work, PreviewReader(reads), access, clock),
    )

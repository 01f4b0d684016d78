"""Behind each service, the storage and the world it works with.

The type checker proves here that both provide what the domain's ports ask for.
"""

from collections.abc import Callable
from typing import TypeVar

from broadsheet.adapters.mentioning import MentioningRenderer
from broadsheet.on_demand import OnDemand
from broadsheet.stores import StoredReads
from broadsheet.world import World
from db.access_tokens import AccessTokenReader
from db.accounts import AccountReader
from db.addresses import AddressReader
from db.apart import SightReader
from db.audit import AuditReader
from db.authorship import CoAuthorInvitationReader
from db.blocks import StandingReader
from db.bookmarks import BookmarkReader
from db.claims import ClaimReader
from db.discussions import DiscussionReader
from db.executor import Connections, Executor
from db.feed_reading import FeedReader
from db.follows import FollowReader
from db.invitations import InvitationReader
from db.lists import ListReader
from db.mentions import NameReader
from db.pages import PageReader
from db.previews import PreviewReader
from db.profiles import VerifiedAddressReader
from db.publications import MembershipReader, PublicationReader
from db.reactions import ReactionReader
from db.reading import ReadingReader
from db.redirects import RedirectReader
from db.reviews import ReviewReader
from db.revision_history import RevisionReader
from db.search import PostgresSearch
from db.series import SeriesReader
from db.sessions import SessionReader
from db.tags import TagReader
from db.unit_of_work import PostgresUnitOfWork
from db.uploads import MediaReader
from db.users import UserReader
from domain.access_tokens.service import AccessTokenService
from domain.accounts.profiles import ProfileService
from domain.accounts.service import AccountService
from domain.audit.service import AuditService
from domain.authorship.inviting import CoAuthorInviting
from domain.authorship.service import AuthorshipService
from domain.badges.awarding import BadgeAwarding
from domain.badges.editing import BadgeEditing
from domain.badges.service import BadgeService
from domain.blocks.service import BlockService
from domain.bookmarks.service import BookmarkService
from domain.claims.service import ClaimService
from domain.comments.writing import CommentWriting
from domain.content.previewing import MarkdownService
from domain.discussions.service import DiscussionService
from domain.feed.service import FeedService
from domain.follows.service import FollowService
from domain.guests.claiming import GuestClaiming
from domain.guests.commenting import GuestCommenting
from domain.ids import UserId
from domain.media.ports import MediaWork
from domain.media.service import MediaService
from domain.moderation.deciding import CommentDeciding
from domain.moderation.hiding import CommentModeration
from domain.moderation.locking import ThreadLocking
from domain.moderation.setting_up import DiscussionSettings
from domain.pages.editing import PageEditing
from domain.pages.publishing import PagePublishing
from domain.pages.service import PageService
from domain.people.leaving import LeavingService
from domain.posts.access import PostAccess
from domain.posts.editing import PostEditing
from domain.posts.lifecycle import PostLifecycle
from domain.posts.pinning import PostPinning
from domain.posts.publishing import PostPublishing
from domain.posts.service import PostService
from domain.previews.service import PreviewService
from domain.publications.arranging import PublicationArranging
from domain.publications.founding import PublicationFounding
from domain.publications.inviting import PublicationInviting
from domain.publications.joining import PublicationJoining
from domain.publications.membership import MembershipService
from domain.publications.service import PublicationService
from domain.reactions.service import ReactionService
from domain.reading.service import ReadingService
from domain.redirects.editing import RedirectEditing
from domain.redirects.service import AddressService, RedirectService
from domain.reviews.service import ReviewService
from domain.revisions.service import RevisionService
from domain.search.service import SearchService
from domain.series.arranging import SeriesArranging
from domain.series.editing import SeriesEditing
from domain.series.service import SeriesService
from domain.tags.editing import TagEditing
from domain.tags.service import TagService
from domain.unit_of_work import UnitOfWork
from domain.users.profile_fields import ProfileFieldService
from domain.users.service import UserService
from resolvers.context import Services

Made = TypeVar("Made")


def _made(make: Callable[["WiredServices"], Made]) -> OnDemand["WiredServices", Made]:
    return OnDemand(make)


class WiredServices(Services):
    """The services, each made when it is first asked for."""

    def __init__(
        self,
        reads: Executor,
        database: Connections,
        stored: StoredReads,
        work: UnitOfWork[PostgresUnitOfWork],
        world: World,
        seen_by: UserId | None = None,
    ) -> None:
        self.reads = reads
        self.database = database
        self.stored = stored
        self.work = work
        self.world = world
        self.seen_by = seen_by

    def as_seen_by(self, viewer: UserId | None) -> "WiredServices":
        """Return the same services for somebody who has begun to see with their own eyes."""
        return WiredServices(self.reads, self.database, self.stored, self.work, self.world, viewer)

    lists = _made(lambda its: ListReader(its.reads, its.seen_by))
    renderer = _made(
        lambda its: MentioningRenderer(
            its.world.renderer, NameReader(its.database), its.world.addresses
        )
    )

    access = _made(lambda its: PostAccess(its.stored.posts(its.reads), MembershipReader(its.reads)))
    access_tokens = _made(
        lambda its: AccessTokenService(its.work, AccessTokenReader(its.reads), its.world.clock)
    )
    accounts = _made(
        lambda its: AccountService(
            unit_of_work=its.work,
            reader=AccountReader(its.database),
            session_reader=SessionReader(its.reads),
            passwords=its.world.passwords,
            attempts=its.world.attempts,
            rules=its.world.account_rules,
            clock=its.world.clock,
        )
    )
    addresses = _made(lambda its: AddressService(AddressReader(its.reads, its.seen_by)))
    audit = _made(
        lambda its: AuditService(AuditReader(its.reads), MembershipReader(its.reads), its.lists)
    )
    authorship = _made(lambda its: AuthorshipService(its.work, its.world.clock))
    badge_awarding = _made(lambda its: BadgeAwarding(its.work, its.world.clock))
    badge_editing = _made(lambda its: BadgeEditing(its.work, its.world.clock))
    badges = _made(lambda its: BadgeService(its.lists))
    blocks = _made(
        lambda its: BlockService(
            unit_of_work=its.work,
            reader=StandingReader(its.reads),
            sight=SightReader(its.reads),
            clock=its.world.clock,
        )
    )
    bookmarks = _made(
        lambda its: BookmarkService(its.work, BookmarkReader(its.reads), its.world.clock)
    )
    claims = _made(
        lambda its: ClaimService(its.work, ClaimReader(its.reads), its.lists, its.world.clock)
    )
    co_author_inviting = _made(
        lambda its: CoAuthorInviting(
            its.work, CoAuthorInvitationReader(its.reads), its.access, its.world.clock
        )
    )
    comment_deciding = _made(lambda its: CommentDeciding(its.work, its.world.clock))
    comment_moderation = _made(lambda its: CommentModeration(its.work, its.world.clock))
    discussion_settings = _made(lambda its: DiscussionSettings(its.work, its.work, its.world.clock))
    comment_writing = _made(
        lambda its: CommentWriting(
            its.work, its.renderer, its.world.clock, its.world.comment_limits
        )
    )
    discussions = _made(
        lambda its: DiscussionService(DiscussionReader(its.reads), SightReader(its.reads))
    )
    feed = _made(lambda its: FeedService(FeedReader(its.reads, its.seen_by), its.world.clock))
    follows = _made(lambda its: FollowService(its.work, FollowReader(its.reads), its.world.clock))
    guest_claiming = _made(lambda its: GuestClaiming(its.work, its.world.clock))
    guest_commenting = _made(
        lambda its: GuestCommenting(
            unit_of_work=its.work,
            renderer=its.world.renderer,
            attempts=its.world.attempts,
            limits=its.world.comment_limits,
            are_welcome=its.world.guests_are_welcome,
            clock=its.world.clock,
        )
    )
    leaving = _made(
        lambda its: LeavingService(
            unit_of_work=its.work,
            reader=AccountReader(its.database),
            session_reader=SessionReader(its.reads),
            passwords=its.world.passwords,
            rules=its.world.account_rules,
            attempts=its.world.attempts,
            clock=its.world.clock,
        )
    )
    markdown = _made(lambda its: MarkdownService(its.renderer))
    media = _made(lambda its: media_service(its.reads, its.work, its.world))
    membership = _made(lambda its: MembershipService(its.work, its.world.clock))
    page_editing = _made(
        lambda its: PageEditing(
            unit_of_work=its.work,
            publications=PublicationReader(its.reads),
            memberships=MembershipReader(its.reads),
            reader=PageReader(its.reads),
            renderer=its.renderer,
            clock=its.world.clock,
        )
    )
    page_publishing = _made(lambda its: PagePublishing(its.work, its.world.clock))
    pages = _made(lambda its: PageService(PageReader(its.reads), MembershipReader(its.reads)))
    post_editing = _made(
        lambda its: PostEditing(
            unit_of_work=its.work,
            renderer=its.renderer,
            clock=its.world.clock,
            most_drafts=its.world.drafts_per_person,
        )
    )
    post_lifecycle = _made(lambda its: PostLifecycle(its.work, its.world.clock))
    post_pinning = _made(lambda its: PostPinning(its.work, its.world.clock))
    post_publishing = _made(lambda its: PostPublishing(its.work, its.world.clock))
    posts = _made(
        lambda its: PostService(
            reader=its.stored.posts(its.reads),
            memberships=MembershipReader(its.reads),
            invitations=CoAuthorInvitationReader(its.reads),
            lists=its.lists,
            sight=SightReader(its.reads),
        )
    )
    previews = _made(
        lambda its: PreviewService(its.work, PreviewReader(its.reads), its.access, its.world.clock)
    )
    profile_fields = _made(lambda its: ProfileFieldService(its.work, its.world.clock))
    profiles = _made(
        lambda its: ProfileService(
            its.work, its.world.publication_limits.former_names, its.world.clock
        )
    )
    publication_arranging = _made(
        lambda its: PublicationArranging(its.work, its.world.publication_limits, its.world.clock)
    )
    publication_founding = _made(
        lambda its: PublicationFounding(its.work, its.world.publication_limits, its.world.clock)
    )
    publication_inviting = _made(
        lambda its: PublicationInviting(its.work, its.world.publication_limits, its.world.clock)
    )
    publication_joining = _made(
        lambda its: PublicationJoining(
            unit_of_work=its.work,
            invitations=InvitationReader(its.reads),
            memberships=MembershipReader(its.reads),
            addresses=VerifiedAddressReader(its.reads),
            clock=its.world.clock,
        )
    )
    publications = _made(lambda its: PublicationService(PublicationReader(its.reads), its.lists))
    reactions = _made(
        lambda its: ReactionService(
            its.work, ReactionReader(its.reads), its.world.reaction_kinds, its.world.clock
        )
    )
    reading = _made(lambda its: ReadingService(its.work, ReadingReader(its.reads), its.world.clock))
    redirect_editing = _made(
        lambda its: RedirectEditing(
            unit_of_work=its.work,
            publications=PublicationReader(its.reads),
            reader=RedirectReader(its.reads),
            clock=its.world.clock,
        )
    )
    redirects = _made(
        lambda its: RedirectService(
            RedirectReader(its.reads), MembershipReader(its.reads), SightReader(its.reads)
        )
    )
    reviews = _made(
        lambda its: ReviewService(its.work, ReviewReader(its.reads), its.access, its.world.clock)
    )
    revisions = _made(
        lambda its: RevisionService(
            RevisionReader(its.reads), its.access, its.world.comparer, its.post_editing
        )
    )
    search = _made(lambda its: SearchService(PostgresSearch(its.reads, its.seen_by)))
    series = _made(
        lambda its: SeriesService(SeriesReader(its.reads, its.seen_by), MembershipReader(its.reads))
    )
    series_arranging = _made(
        lambda its: SeriesArranging(its.work, its.stored.posts(its.reads), its.world.clock)
    )
    series_editing = _made(
        lambda its: SeriesEditing(its.work, PublicationReader(its.reads), its.world.clock)
    )
    tag_editing = _made(
        lambda its: TagEditing(its.work, PublicationReader(its.reads), its.world.clock)
    )
    tags = _made(lambda its: TagService(TagReader(its.reads, its.seen_by), its.lists))
    thread_locking = _made(lambda its: ThreadLocking(its.work, its.world.clock))
    users = _made(lambda its: UserService(UserReader(its.reads), its.lists))


def media_service(reads: Executor, work: UnitOfWork[MediaWork], world: World) -> MediaService:
    """Build what receives pictures too, which come by themselves."""
    return MediaService(
        unit_of_work=work,
        reader=MediaReader(reads),
        pictures=world.pictures,
        storage=world.media_storage,
        clock=world.clock,
        limits=world.media_limits,
    )

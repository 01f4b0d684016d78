"""People: how they sign in, who they are, what they follow, keep and read."""

from broadsheet.wired_basis import WiredBasis, made
from db.access_tokens import AccessTokenReader
from db.accounts import AccountReader
from db.apart import SightReader
from db.blocks import StandingReader
from db.bookmarks import BookmarkReader
from db.claims import ClaimReader
from db.feed_reading import FeedReader
from db.follows import FollowReader
from db.reading import ReadingReader
from db.sessions import SessionReader
from db.users import UserReader
from domain.access_tokens.service import AccessTokenService
from domain.accounts.profiles import ProfileService
from domain.accounts.service import AccountService
from domain.badges.awarding import BadgeAwarding
from domain.badges.editing import BadgeEditing
from domain.badges.service import BadgeService
from domain.blocks.service import BlockService
from domain.bookmarks.service import BookmarkService
from domain.claims.service import ClaimService
from domain.feed.service import FeedService
from domain.follows.service import FollowService
from domain.people.leaving import LeavingService
from domain.reading.service import ReadingService
from domain.users.profile_fields import ProfileFieldService
from domain.users.service import UserService


class PeopleServices(WiredBasis):
    """What people do about themselves and each other."""

    access_tokens = made(
        lambda its: AccessTokenService(its.work, AccessTokenReader(its.reads), its.world.clock)
    )
    accounts = made(
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
    badge_awarding = made(lambda its: BadgeAwarding(its.work, its.world.clock))
    badge_editing = made(lambda its: BadgeEditing(its.work, its.world.clock))
    badges = made(lambda its: BadgeService(its.lists))
    blocks = made(
        lambda its: BlockService(
            unit_of_work=its.work,
            reader=StandingReader(its.reads),
            sight=SightReader(its.reads),
            clock=its.world.clock,
        )
    )
    bookmarks = made(
        lambda its: BookmarkService(its.work, BookmarkReader(its.reads), its.world.clock)
    )
    claims = made(
        lambda its: ClaimService(its.work, ClaimReader(its.reads), its.lists, its.world.clock)
    )
    feed = made(lambda its: FeedService(FeedReader(its.reads, its.seen_by), its.world.clock))
    follows = made(lambda its: FollowService(its.work, FollowReader(its.reads), its.world.clock))
    leaving = made(
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
    profile_fields = made(lambda its: ProfileFieldService(its.work, its.world.clock))
    profiles = made(
        lambda its: ProfileService(
            its.work, its.world.publication_limits.former_names, its.world.clock
        )
    )
    reading = made(lambda its: ReadingService(its.work, ReadingReader(its.reads), its.world.clock))
    users = made(lambda its: UserService(UserReader(its.reads), its.lists))

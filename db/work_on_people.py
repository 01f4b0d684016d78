"""Who people are, how they sign in, and whom and what they keep to, inside one unit of work."""

from db.access_tokens import AccessTokenRepository
from db.accounts import AccountRepository, NewcomerRepository
from db.apart import SightReader
from db.badges import BadgeRepository
from db.blocks import BlockRepository
from db.bookmarks import BookmarkRepository
from db.claims import ClaimRepository
from db.departures import DepartureRepository
from db.executor import Connection
from db.follow_changes import FollowRepository
from db.identities import IdentityRepository
from db.mail import LetterRepository, MailedLinkRepository
from db.people import PersonRepository
from db.profile_fields import ProfileFieldRepository
from db.profiles import ProfileRepository, VerifiedAddressRepository
from db.reading import ReadingRepository
from db.sessions import SessionRepository
from db.sign_ups import SignUpRepository
from db.users import UserReader


class WorkOnPeople:
    def __init__(self, connection: Connection) -> None:
        self.access_tokens = AccessTokenRepository(connection)
        self.accounts = AccountRepository(connection)
        self.badges = BadgeRepository(connection)
        self.blocks = BlockRepository(connection)
        self.bookmarks = BookmarkRepository(connection)
        self.claims = ClaimRepository(connection)
        self.departures = DepartureRepository(connection)
        self.follows = FollowRepository(connection)
        self.identities = IdentityRepository(connection)
        self.letters = LetterRepository(connection)
        self.mailed_links = MailedLinkRepository(connection)
        self.newcomers = NewcomerRepository(connection)
        self.people = PersonRepository(connection)
        self.profile_fields = ProfileFieldRepository(connection)
        self.profiles = ProfileRepository(connection)
        self.readings = ReadingRepository(connection)
        self.sessions = SessionRepository(connection)
        self.sight = SightReader(connection)
        self.sign_ups = SignUpRepository(connection)
        self.users = UserReader(connection)
        self.verified_addresses = VerifiedAddressRepository(connection)

"""Accounts, the sessions people are signed in with, and what an operator decides of both."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from domain.actor import Member, SiteRole
from domain.ids import SessionId, SignUpId, UserId
from domain.model import Model, replace
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing

NEWEST_SESSIONS = Order("newest sessions", "created_at", MOMENT, descending=True)


class SignUpMode(StrEnum):
    """Who may join."""

    OPEN = "open"
    BY_INVITATION = "by_invitation"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRules:
    """What an operator decides about accounts."""

    sign_up: SignUpMode = SignUpMode.OPEN
    session_unused: timedelta = timedelta(days=30)
    """How long a session lasts that nobody uses."""
    session_longest: timedelta = timedelta(days=365)
    """How long a session lasts in any case."""

    def session_end(self, created_at: datetime, *, used_at: datetime) -> datetime:
        """Return when a session ends that is not used again."""
        return min(used_at + self.session_unused, created_at + self.session_longest)


class Account(Model, frozen=True):
    """How a person proves who they are. It stays among these rules: nobody else sees the hash."""

    user_id: UserId
    username: str
    email: str
    email_verified_at: datetime | None
    password_hash: str | None
    password_changed_at: datetime | None
    role: SiteRole
    created_at: datetime

    @property
    def is_verified(self) -> bool:
        return self.email_verified_at is not None

    @property
    def names(self) -> tuple[str, ...]:
        """What the person is known by, and so no password of theirs."""
        return (self.username, self.email)

    def with_password(self, password_hash: str, *, at: datetime) -> "Account":
        return replace(self, password_hash=password_hash, password_changed_at=at)

    def with_email(self, email: str, *, verified_at: datetime) -> "Account":
        return replace(self, email=email, email_verified_at=verified_at)

    def with_role(self, role: SiteRole) -> "Account":
        return replace(self, role=role)


class Email(Model, frozen=True):
    """The address of an account, for whom it belongs to."""

    user_id: UserId
    address: str
    verified_at: datetime | None

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class SignUp(Model, frozen=True):
    """Somebody who has asked to join, and has not yet proved the address."""

    id: SignUpId
    email: str
    username: str
    name: str
    created_at: datetime
    expires_at: datetime

    def called(self, username: str) -> "SignUp":
        return replace(self, username=username)


class Session(Model, frozen=True):
    """A browser or an application in which a person is signed in."""

    id: SessionId
    user_id: UserId
    user_agent: str | None
    address: str | None
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime


class Device(NamedTuple):
    """Where somebody signs in from, as far as the request tells."""

    user_agent: str | None = None
    address: str | None = None


class OpenedSession(NamedTuple):
    """A session that has just begun. Its token is shown once."""

    session: Session
    member: Member
    token: str


@dataclass(frozen=True, slots=True)
class SessionsOf(ChildListing[Session]):
    """The sessions in which one person is signed in at a moment, newest first."""

    order = NEWEST_SESSIONS
    user_id: UserId
    at: datetime

    @property
    def parent(self) -> UserId:
        return self.user_id

    @property
    def arguments(self) -> tuple[object, ...]:
        return (self.at,)

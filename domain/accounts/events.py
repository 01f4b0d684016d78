"""Facts about accounts. They name people by id alone: addresses and secrets stay where they are."""

from dataclasses import dataclass
from datetime import datetime

from domain.events import Event
from domain.ids import PUBLICATION, USER, GlobalId
from domain.publications.models import Publication
from domain.users.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSignedUp(Event):
    """Somebody has joined, with an address that they have proved."""

    name = "user.signed_up"
    user_id: GlobalId
    publication_id: GlobalId
    """The publication of their own that they were given."""

    @classmethod
    def of(cls, user: User, publication: Publication, *, at: datetime) -> "UserSignedUp":
        return cls(
            occurred_at=at,
            user_id=USER.text_of(user.id),
            publication_id=PUBLICATION.text_of(publication.id),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UserVerified(Event):
    """Somebody who had an account has proved its address for the first time."""

    name = "user.verified"
    user_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    name = "user.password_changed"
    user_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChanged(Event):
    name = "user.email_changed"
    user_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    name = "user.role_changed"
    user_id: GlobalId
    role: str

"""Invitations to become a member of a publication: sent to an address, or a link for many."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.ids import PublicationId, PublicationInvitationId, UserId
from domain.mail.models import LINKS, LetterKind
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing
from domain.publications.models import PublicationRole

NEWEST_INVITATIONS = Order("newest invitations", "created_at", MOMENT, descending=True)

LIFETIME_OF_LETTERS: timedelta = LINKS[LetterKind.PUBLICATION_INVITATION].lifetime

MOST_PEOPLE = 1_000
"""How many people one link may let in."""

MOST_DAYS = 90
"""How long a link may work."""


class Invitation(Model, frozen=True):
    """What everyone learns of an invitation who learns of it at all."""

    publication_id: PublicationId
    inviter_id: UserId
    role: PublicationRole
    expires_at: datetime


class PublicationInvitation(Invitation, frozen=True):
    id: PublicationInvitationId
    email: str | None
    """The address it was sent to. None for a link."""
    capacity: int
    uses: int
    created_at: datetime

    def is_open(self, at: datetime) -> bool:
        """Whether somebody may still accept it."""
        return self.uses < self.capacity and self.expires_at > at

    def is_for(self, address: str | None) -> bool:
        """Whether it was sent to this address, however that is written."""
        if self.email is None or address is None:
            return False
        return self.email.lower() == address.lower()


class InvitationPreview(Invitation, frozen=True):
    """What whoever holds the text of an invitation may know before they accept it."""

    is_personal: bool
    """Whether it is for whoever reads the letters to one address, and for nobody else."""


@dataclass(frozen=True, slots=True)
class InvitationsOf(ChildListing[PublicationInvitation]):
    """The invitations of one publication that have not expired, newest first."""

    order = NEWEST_INVITATIONS
    publication_id: PublicationId
    at: datetime

    @property
    def parent(self) -> PublicationId:
        return self.publication_id

    @property
    def arguments(self) -> tuple[object, ...]:
        return (self.at,)


@dataclass(frozen=True, slots=True)
class InvitationsTo(ChildListing[PublicationInvitation]):
    """What was sent to the verified address of one person and has not expired, newest first."""

    order = NEWEST_INVITATIONS
    user_id: UserId
    at: datetime

    @property
    def parent(self) -> UserId:
        return self.user_id

    @property
    def arguments(self) -> tuple[object, ...]:
        return (self.at,)

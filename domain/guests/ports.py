"""What the rules about guests need from storage."""

from datetime import datetime
from typing import Protocol

from domain.accounts.models import Account
from domain.claims.ports import ClaimWork
from domain.comments.ports import CommentWork
from domain.guests.models import GuestComment
from domain.ids import GuestCommentId, UserId
from domain.mail.ports import LetterRepository, MailedLinkRepository
from domain.publications.ports import VerifiedAddressRepository


class AccountFinder(Protocol):
    async def by_email(self, email: str) -> Account | None: ...


class GuestRepository(Protocol):
    async def add(self, comment: GuestComment) -> None:
        """Store what waits for the proof of its address, and let go of the oldest of too many."""

    async def take(self, id: GuestCommentId) -> GuestComment | None:
        """Take one away and return it."""

    async def arrive(self, user_id: UserId, email: str, name: str, *, at: datetime) -> UserId:
        """Return who comments with a proved address, called so from now on.

        It is somebody with this id for an address that is proved for the first time.
        """

    async def of_address(self, email: str) -> UserId | None: ...

    async def sweep(self, *, at: datetime) -> int:
        """Let go of some of what nobody has proved in time. Returns of how many."""


class GuestWork(CommentWork, Protocol):
    """What commenting as a guest may touch inside one unit of work."""

    @property
    def accounts(self) -> AccountFinder: ...

    @property
    def guests(self) -> GuestRepository: ...

    @property
    def letters(self) -> LetterRepository: ...

    @property
    def mailed_links(self) -> MailedLinkRepository: ...


class GuestClaimWork(ClaimWork, Protocol):
    """What becoming who one was as a guest may touch inside one unit of work."""

    @property
    def guests(self) -> GuestRepository: ...

    @property
    def verified_addresses(self) -> VerifiedAddressRepository: ...

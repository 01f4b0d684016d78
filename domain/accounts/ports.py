"""What the rules about accounts need of storage, and of the world."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.accounts.models import Account, Session, SignUp
from domain.audit_entries import AuditRepository
from domain.events import Event
from domain.ids import SessionId, SignUpId, UserId
from domain.mail.ports import LetterRepository, MailedLinkRepository
from domain.publications.models import Publication
from domain.users.models import User


class PasswordHasher(Protocol):
    """Makes hashes that are dear to make, and compares with them, off the event loop."""

    async def hash(self, password: str) -> str: ...

    async def matches(self, password: str, password_hash: str | None) -> bool:
        """Tell whether the hash is of this password. It takes as long where there is none."""

    def is_outdated(self, password_hash: str) -> bool:
        """Tell whether the hash is cheaper to make than those that are made now."""


class AccountReader(Protocol):
    """Reads through a connection that it gives back at once: hashing comes next, which is slow."""

    async def by_email(self, email: str) -> Account | None:
        """Find the account of an address, however it is written."""

    async def by_user(self, user_id: UserId) -> Account | None: ...


class SessionReader(Protocol):
    async def by_ids(self, ids: Collection[SessionId], *, at: datetime) -> Sequence[Session]:
        """Return sessions that last at a moment. The others are left out."""


class AccountRepository(Protocol):
    async def by_email(self, email: str) -> Account | None: ...

    async def lock(self, user_id: UserId) -> Account | None:
        """Return the account, held against other writers until the unit of work ends."""

    async def lock_administrators(self, *others: UserId) -> Sequence[Account]:
        """Return the accounts of all administrators and of some others, held likewise."""

    async def add(self, account: Account) -> None:
        """Store a new account. Refuses with EmailTaken."""

    async def save(self, account: Account) -> None:
        """Store what has changed. Refuses with EmailTaken."""

    async def revoke_access_tokens(self, user_id: UserId) -> None: ...


class SessionRepository(Protocol):
    async def add(self, session: Session, token_hash: bytes, *, most: int) -> None:
        """Store a session. The oldest of the person are ended that are more than `most`."""

    async def end(self, user_id: UserId, session_id: SessionId) -> bool:
        """End a session of somebody. False where they have none of this id."""

    async def end_all(self, user_id: UserId, *, but: Collection[SessionId] = ()) -> int:
        """End the sessions of somebody but some, and return how many there were."""

    async def sweep(self, *, at: datetime) -> None:
        """Delete some of those that have ended by then."""


class SignUpRepository(Protocol):
    async def add(self, sign_up: SignUp) -> None: ...

    async def newest(self, email: str, *, at: datetime) -> SignUp | None:
        """Return the last one of an address that can still be confirmed."""

    async def take(self, id: SignUpId) -> SignUp | None:
        """Take one away, with all others of its address."""

    async def sweep(self, *, at: datetime) -> None:
        """Delete some of those that can no longer be confirmed."""


class NewcomerRepository(Protocol):
    async def is_taken(self, username: str) -> bool:
        """Tell whether a person or a publication is called so, or was."""

    async def add(self, user: User, publication: Publication) -> None:
        """Store a person and the publication they own. Refuses with UsernameTaken."""


class AccountWork(Protocol):
    """What a change to accounts may touch inside one unit of work."""

    @property
    def accounts(self) -> AccountRepository: ...

    @property
    def audit(self) -> AuditRepository: ...

    @property
    def letters(self) -> LetterRepository: ...

    @property
    def mailed_links(self) -> MailedLinkRepository: ...

    @property
    def newcomers(self) -> NewcomerRepository: ...

    @property
    def sessions(self) -> SessionRepository: ...

    @property
    def sign_ups(self) -> SignUpRepository: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""

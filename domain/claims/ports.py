"""What the rules about claims need from storage."""

from collections.abc import Collection, Sequence
from typing import Protocol

from domain.audit_entries import AuditRepository
from domain.claims.models import Claim
from domain.events import Event
from domain.ids import ClaimId, UserId
from domain.mail.ports import LetterRepository, MailedLinkRepository
from domain.people.ports import PersonRepository
from domain.users.models import User


class ClaimReader(Protocol):
    async def by_ids(self, ids: Collection[ClaimId]) -> Sequence[Claim]:
        """Return claims in any order. Unknown ids are left out."""


class ClaimRepository(Protocol):
    async def user_of_name(self, username: str) -> User | None: ...

    async def count_of(self, claimant_id: UserId) -> int:
        """Count the open claims of somebody, who is held until the unit of work ends."""

    async def add(self, claim: Claim) -> Claim:
        """Store a claim. One that the claimant has made before keeps its id."""

    async def find(self, id: ClaimId) -> Claim | None: ...

    async def take(self, id: ClaimId) -> Claim | None:
        """Take a claim away and return it."""


class ClaimWork(Protocol):
    """What a change to claims may touch inside one unit of work."""

    @property
    def audit(self) -> AuditRepository: ...

    @property
    def claims(self) -> ClaimRepository: ...

    @property
    def letters(self) -> LetterRepository: ...

    @property
    def mailed_links(self) -> MailedLinkRepository: ...

    @property
    def people(self) -> PersonRepository: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""

"""What the rules about letters need from storage."""

from datetime import datetime
from typing import Protocol

from domain.ids import UserId
from domain.mail.models import Letter, LinkPurpose, MailedLink


class LetterRepository(Protocol):
    async def add(self, letter: Letter) -> None:
        """Store a letter, which is sent once the unit of work has ended."""


class MailedLinkRepository(Protocol):
    async def find(
        self, purpose: LinkPurpose, token_hash: bytes, *, at: datetime
    ) -> MailedLink | None:
        """Return a link that can be used, and leave it. Somebody else may use it meanwhile."""

    async def use(
        self, purpose: LinkPurpose, token_hash: bytes, *, at: datetime
    ) -> MailedLink | None:
        """Take a link away and return it. None for one that was used, has expired, or never was."""

    async def withdraw(self, user_id: UserId, purpose: LinkPurpose) -> None:
        """Take away every link of this purpose that was sent about somebody."""

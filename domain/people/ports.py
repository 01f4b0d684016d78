"""What the rules about whole people need from storage."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.ids import UserId
from domain.users.models import User


class PersonRepository(Protocol):
    async def lock(self, *ids: UserId) -> dict[UserId, User]:
        """Return these people, held against other writers until the unit of work ends."""

    async def hand_over(self, giver: UserId, receiver: UserId) -> None:
        """Make everything that somebody wrote, and where they belong to, somebody else's.

        Ids stay. Where both have one of a kind, such as a membership, the better one stays.
        """

    async def merge_profile(self, giver: UserId, receiver: UserId) -> None:
        """Tell of the receiver what they do not tell themselves, and the giver does."""

    async def keep_former_names(self, giver: UserId, receiver: UserId) -> None:
        """Make what somebody was called lead to somebody else."""

    async def lead_to(self, former_username: str, id: UserId) -> None:
        """Make the name of somebody who is gone lead to somebody else."""

    async def remove(self, id: UserId) -> None:
        """Remove somebody of whom nothing is left but what goes with them."""


class DepartureRepository(Protocol):
    """Takes apart what belongs to somebody who leaves. They are held by then."""

    async def without_heir(self, user_id: UserId) -> Sequence[str]:
        """Return handles of publications that only they own, and others work or wrote for.

        All publications of theirs are held until the unit of work ends: nobody joins meanwhile.
        """

    async def erase(self, user_id: UserId, *, at: datetime) -> None:
        """Remove what they wrote alone. Of their comments, the place in the discussion stays.

        What they wrote with others is the others'.
        """

    async def keep_anonymous(self, user_id: UserId, anonymous: UserId, *, at: datetime) -> None:
        """Give what is public of theirs to somebody nobody knows, and remove the rest."""

    async def forget_address(self, email: str) -> None:
        """Remove whatever else knows the address."""

    async def remove(self, user_id: UserId) -> None:
        """Remove the account and the person, with all that goes with them."""

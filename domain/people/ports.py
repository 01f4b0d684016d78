"""What the rules about whole people need from storage."""

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

    async def remove(self, id: UserId) -> None:
        """Remove somebody of whom nothing is left but what goes with them."""

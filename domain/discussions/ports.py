"""What the rules about discussions need from storage."""

from collections.abc import Collection, Mapping
from typing import Protocol

from domain.discussions.models import Below, DiscussionStanding
from domain.ids import UserId


class DiscussionReader(Protocol):
    async def standings(
        self, user_id: UserId, places: Collection[Below]
    ) -> Mapping[Below, DiscussionStanding]:
        """Say how things stand for somebody. Places that are not there for them are left out."""

"""Finding out how things stand in discussions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.actor import Actor, Member
from domain.discussions.models import Below, DiscussionStanding
from domain.discussions.ports import DiscussionReader


@dataclass(frozen=True, slots=True)
class DiscussionService:
    reader: DiscussionReader

    async def standings(
        self, actor: Actor, places: Collection[Below]
    ) -> Mapping[Below, DiscussionStanding]:
        """Say how things stand for whoever is asking, if they are signed in."""
        if not isinstance(actor, Member):
            return {}
        return await self.reader.standings(actor.user_id, places)

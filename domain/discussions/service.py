"""Finding out how things stand in discussions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.actor import Actor, Member, seen_by
from domain.discussions.models import Below, DiscussionStanding
from domain.discussions.ports import DiscussionReader
from domain.posts.ports import SightReader


@dataclass(frozen=True, slots=True)
class DiscussionService:
    reader: DiscussionReader
    sight: SightReader

    async def standings(
        self, actor: Actor, places: Collection[Below]
    ) -> Mapping[Below, DiscussionStanding]:
        """Say how things stand for whoever is asking, if they are signed in."""
        if not isinstance(actor, Member):
            return {}
        standings = await self.reader.standings(actor.user_id, places)
        viewer, comments = seen_by(actor), {place.comment_id for place in places} - {None}
        if viewer is None or not comments:
            return standings
        # What is hidden looks deleted, and nobody does anything to what is deleted.
        shown = await self.sight.comments_shown(viewer, [id for id in comments if id])
        return {
            place: standing
            for place, standing in standings.items()
            if place.comment_id is None or shown.get(place.comment_id)
        }

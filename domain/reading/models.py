"""What people have read, for their own eyes."""

from datetime import datetime
from uuid import UUID

from domain.ids import PostId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing

MOST_READINGS = 10_000
"""The newest of one person. Older ones are swept away."""
FURTHEST = 100

NEWEST_READINGS = Order("newest readings", "read_at", MOMENT, descending=True)


class Reading(Model, frozen=True):
    """That somebody has read a post, or a part of it."""

    id: UUID
    """That of the post, which is in a history once."""
    progress: int
    """How far they came, in per cent."""
    read_at: datetime

    @property
    def post_id(self) -> PostId:
        return PostId(self.id)


class ReadingsOf(Model, ChildListing[Reading], frozen=True):
    """What one person has read of what everybody may see, what was read last first."""

    order = NEWEST_READINGS
    user_id: UserId

    @property
    def parent(self) -> UserId:
        return self.user_id

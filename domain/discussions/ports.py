"""What the rules about discussions need from storage."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from domain.discussions.models import Below, DiscussionStanding
from domain.ids import CommentId, PublicationId, UserId


class DiscussionReader(Protocol):
    async def standings(
        self, user_id: UserId, places: Collection[Below]
    ) -> Mapping[Below, DiscussionStanding]:
        """Say how things stand for somebody. Places that are not there for them are left out."""


class QueueRepository(Protocol):
    """First comments that wait for an editor, inside one unit of work that holds their post."""

    async def hold(
        self,
        comment_id: CommentId,
        publication_id: PublicationId,
        author_id: UserId,
        *,
        at: datetime,
    ) -> None:
        """Hide a comment that was just added until an editor has seen it.

        Refuses with TooManyHeld.
        """

    async def release(self, comment_id: CommentId) -> None:
        """Let nobody wait for an editor any longer. The comment stays as hidden as it is."""

    async def trust(self, user_id: UserId, publication_id: PublicationId, *, at: datetime) -> None:
        """Hold no comment of theirs in this publication from now on."""

"""What mentions need from storage."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from domain.events import Event
from domain.ids import CommentId, ContentId, PostId, UserId


class Named(NamedTuple):
    """Somebody who is found by a name."""

    id: UserId
    username: str
    """What they are called today."""


class NameReader(Protocol):
    async def named(self, names: Collection[str]) -> Mapping[str, Named]:
        """Find people by names of today or of before. Names of nobody are left out."""


class MentionRepository(Protocol):
    """Who has been told of texts that mention them.

    Each method writes down those of a text who have not been told yet, and returns them. Left out
    are its writers, and whoever does not see what its author writes.
    """

    async def tell_of_post(
        self, post_id: PostId, content_id: ContentId, *, writers: Sequence[UserId]
    ) -> Sequence[UserId]:
        """Do so for a post. The first of its writers is its author."""

    async def tell_of_comment(
        self, comment_id: CommentId, content_id: ContentId, *, writer: UserId
    ) -> Sequence[UserId]: ...


class MentionWork(Protocol):
    """What telling of mentions may touch inside one unit of work."""

    @property
    def mentions(self) -> MentionRepository: ...

    def record(self, event: Event) -> None: ...

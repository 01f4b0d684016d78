"""What the rules about previews need from storage."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.ids import PostId, PreviewLinkId
from domain.posts.access import AccessWork
from domain.previews.models import PostPreview, PreviewLink


class PreviewReader(Protocol):
    async def by_ids(self, ids: Collection[PreviewLinkId]) -> Sequence[PreviewLink]: ...

    async def behind(self, token_hash: bytes, *, at: datetime) -> PostPreview | None:
        """Return what a link leads to which works at this moment."""


class PreviewLinkRepository(Protocol):
    async def of_post(self, link_id: PreviewLinkId) -> PostId | None:
        """Return the post that a link leads to."""

    async def forget_expired(self, post_id: PostId, *, at: datetime) -> None: ...

    async def count(self, post_id: PostId) -> int: ...

    async def add(self, link: PreviewLink, token_hash: bytes) -> None: ...

    async def remove(self, link_id: PreviewLinkId) -> bool:
        """Return whether it was there."""


class PreviewWork(AccessWork, Protocol):
    """What handing out links may touch inside one unit of work."""

    @property
    def preview_links(self) -> PreviewLinkRepository: ...

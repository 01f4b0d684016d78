"""What the rules about texts need from storage and from the world."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.content.models import Rendering, Written
from domain.ids import ContentId


class Renderer(Protocol):
    async def render(self, markdown: str) -> Rendering:
        """Render Markdown. Refuses with ContentTooLong, ContentTooComplex or InvalidInput."""


class ContentReader(Protocol):
    async def count(self, *, older_than: int) -> int:
        """Count what a renderer before this version made."""

    async def written(
        self, *, older_than: int, after: ContentId | None, size: int
    ) -> Sequence[Written]:
        """Return the next texts by id that a renderer before this version made."""


class ContentRepository(Protocol):
    async def save_renderings(self, renderings: Mapping[ContentId, Rendering]) -> None:
        """Replace what was made of texts, also where lists repeat it."""


class ContentWork(Protocol):
    """What rendering again may touch inside one unit of work."""

    @property
    def contents(self) -> ContentRepository: ...

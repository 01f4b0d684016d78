"""Rendering for people who wait: off the event loop, and bounded in size and time."""

from collections.abc import Mapping
from dataclasses import dataclass

from broadsheet.adapters.rendering_pool import TookTooLong, WorkerDied, WorkerPool
from broadsheet.adapters.rendering_wire import Asked, NotRendered, Rendered
from domain.content.models import KnownPerson, Rendering
from domain.content.refusals import ContentTooComplex, content_too_long
from domain.refusals import Refused, invalid


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one text may ask for."""

    bytes: int = 100_000
    seconds: float = 1


OPERATORS_LIMITS = Limits(bytes=1_000_000, seconds=30)
"""For commands of operators, who know what they render and may wait for it."""


class RenderingError(Exception):
    """Rendering failed for a reason that is ours."""


@dataclass(frozen=True, slots=True)
class BoundedRenderer:
    """Renders in other processes, for people who have been found by their names.

    Several may share one pool, each with its own limits.
    """

    pool: WorkerPool
    limits: Limits = Limits()

    async def render(
        self, markdown: str, people: Mapping[str, KnownPerson] | None = None
    ) -> Rendering:
        """Render Markdown. Refuses with ContentTooLong, ContentTooComplex or InvalidInput."""
        size = len(_encode(markdown))
        if size > self.limits.bytes:
            raise Refused(content_too_long(size=size, limit=self.limits.bytes))
        try:
            asked = Asked(markdown, dict(people or {}))
            answer = await self.pool.render(asked, seconds=self.limits.seconds)
        except (TookTooLong, WorkerDied):
            raise Refused(ContentTooComplex()) from None
        if isinstance(answer, Rendered):
            return answer.rendering
        if isinstance(answer, NotRendered):
            raise Refused(ContentTooComplex(message=answer.message))
        raise RenderingError(answer.report)


def _encode(markdown: str) -> bytes:
    try:
        return markdown.encode()
    except UnicodeEncodeError:
        raise invalid("markdown", "Is not text: it holds half of a surrogate pair.") from None

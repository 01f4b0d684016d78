"""What happens to texts after they were written."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.content.models import Rendering, Written
from domain.content.ports import ContentReader, ContentWork, Renderer
from domain.ids import ContentId
from domain.refusals import Refusal, Refused
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RenderedAgain:
    """How far rendering again has come."""

    last: ContentId | None
    """Go on after this one. None when nothing was left."""
    count: int
    refusals: Sequence[tuple[ContentId, Refusal]]
    """The texts that stay as they are, and why."""


@dataclass(frozen=True, slots=True)
class ContentService:
    unit_of_work: UnitOfWork[ContentWork]
    reader: ContentReader
    renderer: Renderer

    async def count(self, *, older_than: int) -> int:
        """Count what a renderer before this version made."""
        return await self.reader.count(older_than=older_than)

    async def render_again(
        self, *, older_than: int, after: ContentId | None, size: int
    ) -> RenderedAgain:
        """Render the next texts by id that a renderer before this version made.

        Call it again with the last id until there is none. Whoever is interrupted may begin anew:
        what is done is no longer old.
        """
        texts = await self.reader.written(older_than=older_than, after=after, size=size)
        answers = await asyncio.gather(*(self._render(text) for text in texts))
        renderings = {id: answer for id, answer in answers if isinstance(answer, Rendering)}
        if renderings:
            async with self.unit_of_work() as work:
                await work.contents.save_renderings(renderings)
        return RenderedAgain(
            last=texts[-1].id if texts else None,
            count=len(renderings),
            refusals=_refusals(answers),
        )

    async def _render(self, text: Written) -> tuple[ContentId, Rendering | Refusal]:
        try:
            return text.id, await self.renderer.render(text.markdown)
        except Refused as refused:
            return text.id, refused.refusal


def _refusals(
    answers: Iterable[tuple[ContentId, Rendering | Refusal]],
) -> Sequence[tuple[ContentId, Refusal]]:
    return [(id, answer) for id, answer in answers if not isinstance(answer, Rendering)]

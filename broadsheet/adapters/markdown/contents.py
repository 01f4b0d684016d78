"""The table of contents, from the headings that were rendered."""

from collections.abc import Iterable

from broadsheet.adapters.markdown.blocks import Block
from domain.content.models import Heading


def table_of_contents(blocks: Iterable[Block]) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    above: list[Heading] = []
    for block in blocks:
        if block.id is None:
            continue
        while above and above[-1].level >= block.level:
            above.pop()
        parent_id = above[-1].id if above else None
        heading = Heading(block.id, block.level, " ".join(block.text.split()), parent_id)
        headings.append(heading)
        above.append(heading)
    return tuple(headings)

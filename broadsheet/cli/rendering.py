"""`broadsheet render`."""

import asyncio
from functools import partial
from typing import Annotated

import typer

from broadsheet.adapters.markdown import RENDERER_VERSION
from broadsheet.adapters.mentioning import MentioningRenderer
from broadsheet.adapters.rendering import OPERATORS_LIMITS, BoundedRenderer
from broadsheet.adapters.rendering_pool import WorkerPool
from broadsheet.cli.speech import answer, report
from broadsheet.database import open_database, pooled
from broadsheet.found_at import addresses_of
from broadsheet.settings import Settings, read_settings
from db.content import ContentReader
from db.mentions import NameReader
from db.unit_of_work import unit_of_work
from domain.content.service import ContentService
from domain.ids import CONTENT, ContentId

_BATCH = 50


def add_to(application: typer.Typer) -> None:
    application.command("render")(render)


def render(
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Also what this version has rendered.")
    ] = False,
) -> None:
    """Render again what an older version of the renderer made.

    It is safe to run while the server runs. If it is interrupted, run it again: it goes on where
    it was.
    """
    with open_database(read_settings(), report) as settings:
        asyncio.run(_render(settings, older_than=RENDERER_VERSION + every))


async def _render(settings: Settings, *, older_than: int) -> None:
    workers = WorkerPool()
    try:
        async with pooled(settings) as database:
            service = ContentService(
                unit_of_work=partial(unit_of_work, database),
                reader=ContentReader(database),
                renderer=MentioningRenderer(
                    BoundedRenderer(workers, OPERATORS_LIMITS),
                    NameReader(database),
                    addresses_of(settings),
                ),
            )
            await _render_all(service, older_than=older_than)
    finally:
        await workers.aclose()


async def _render_all(service: ContentService, *, older_than: int) -> None:
    total = await service.count(older_than=older_than)
    done, refused = 0, 0
    last: ContentId | None = None
    while True:
        batch = await service.render_again(older_than=older_than, after=last, size=_BATCH)
        last = batch.last
        if last is None:
            break
        done += batch.count
        refused += len(batch.refusals)
        for id, refusal in batch.refusals:
            report(f"{CONTENT.text_of(id)} stays as it is: {refusal.message}")
        report(f"{done + refused} of {total} texts")
    answer(f"{done} texts rendered, {refused} left as they are." if total else "Nothing is old.")

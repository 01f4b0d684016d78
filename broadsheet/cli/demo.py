"""`broadsheet demo`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Annotated

import typer

from broadsheet.adapters.media import MediaFolder
from broadsheet.adapters.mentioning import MentioningRenderer
from broadsheet.adapters.rendering import BoundedRenderer
from broadsheet.adapters.rendering_pool import WorkerPool
from broadsheet.cli.speech import answer, report
from broadsheet.database import open_database, pooled
from broadsheet.demo.loading import load_demo, load_demo_if_welcome, remove_demo
from broadsheet.found_at import addresses_of
from broadsheet.settings import Settings, read_settings
from db.executor import Database
from db.mentions import NameReader
from domain.content.ports import Renderer

_PLURALS = {"person": "people"}


def add_to(application: typer.Typer) -> None:
    application.command("demo")(demo)


def demo(
    *,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the demo out, and nothing else.")
    ] = False,
) -> None:
    """Load a small publication to look at, or take it out again.

    It has a dozen posts in two series, several people, and their discussions. Loading it twice
    changes nothing.
    """
    with open_database(read_settings(), report) as settings:
        asyncio.run(_remove(settings) if remove else _load(settings))


async def welcome_demo(settings: Settings) -> None:
    """Load the demo where nothing else is, and nobody has removed it."""
    async with pooled(settings) as database, _renderer(settings, database) as renderer:
        loaded = await load_demo_if_welcome(database, renderer, _media(settings))
    if loaded is not None and loaded.created:
        report("Demo content was added. `broadsheet demo --remove` takes it out again.")


async def _load(settings: Settings) -> None:
    async with pooled(settings) as database, _renderer(settings, database) as renderer:
        loaded = await load_demo(database, renderer, _media(settings))
    if loaded.created:
        answer(f"The demo is there: {loaded.created} things were added.")
    else:
        answer("The demo was there already.")


@asynccontextmanager
async def _renderer(settings: Settings, database: Database) -> AsyncIterator[Renderer]:
    """Yield a renderer that allows what people are allowed."""
    async with aclosing(WorkerPool()) as workers:
        yield MentioningRenderer(
            BoundedRenderer(workers, settings.text_limits),
            NameReader(database),
            addresses_of(settings),
        )


def _media(settings: Settings) -> MediaFolder:
    return MediaFolder(folder=settings.media_folder)


async def _remove(settings: Settings) -> None:
    async with pooled(settings) as database:
        removed = await remove_demo(database, _media(settings))
    if not removed:
        answer("There was no demo to remove.")
        return
    parts = (_counted(count, kind) for kind, count in removed.items())
    answer(f"The demo is gone: {', '.join(sorted(parts))}.")


def _counted(count: int, kind: str) -> str:
    return f"{count} {kind}" if count == 1 else f"{count} {_PLURALS.get(kind, f'{kind}s')}"

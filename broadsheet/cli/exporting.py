"""`broadsheet export-person`."""

import asyncio
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from broadsheet.cli.speech import report
from broadsheet.clock import utc_now
from broadsheet.database import open_database, pooled
from broadsheet.exporting import exported
from broadsheet.settings import Settings, SettingsError, read_settings
from db.personal import user_id_of
from domain.addresses import Addresses


def add_to(application: typer.Typer) -> None:
    application.command("export-person")(export_person)


def export_person(
    username: Annotated[str, typer.Argument(help="Whose.", metavar="USERNAME")],
    *,
    output: Annotated[
        Path | None, typer.Option(help="The file to write, if not standard output.")
    ] = None,
) -> None:
    """Write everything that one person made as lines of JSON."""
    with open_database(read_settings(), report) as settings:
        asyncio.run(_export(settings, username.lower(), output))


async def _export(settings: Settings, username: str, output: Path | None) -> None:
    async with pooled(settings, size=1) as database:
        user_id = await user_id_of(database, username)
        if user_id is None:
            raise SettingsError(f"There is nobody called {username}.")
        with _opened(output) as file:
            async for lines in exported(
                database, user_id, addresses=Addresses(settings.address), clock=utc_now
            ):
                file.write(lines)


def _opened(output: Path | None) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdout.buffer) if output is None else output.open("xb")

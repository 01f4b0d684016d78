"""`broadsheet migrate`."""

import asyncio

import typer

from broadsheet.cli.speech import answer, report
from broadsheet.database import bring_up_to_date, open_database
from broadsheet.settings import read_settings


def add_to(application: typer.Typer) -> None:
    application.command("migrate")(migrate)


def migrate() -> None:
    """Bring the database up to date with this version.

    It is safe to run while the server runs, and to run twice. It takes DATABASE_URL, or the
    database that `broadsheet run` keeps.
    """
    with open_database(read_settings(), report) as settings:
        applied = asyncio.run(bring_up_to_date(settings, report))
    answer(f"{len(applied)} migrations applied." if applied else "The database is up to date.")

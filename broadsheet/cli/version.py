"""`broadsheet version`."""

import typer

from broadsheet.cli.speech import answer
from broadsheet.release import release


def add_to(application: typer.Typer) -> None:
    application.command("version")(show_version)


def show_version() -> None:
    """Say which version of Broadsheet this is."""
    answer(f"Broadsheet {release()}")

"""`broadsheet schema`."""

from difflib import unified_diff
from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.speech import answer, report
from schema.compatibility import breaking_changes
from schema.schema import schema

_FOLDER = Path(__file__).parents[2] / "schema"
COMMITTED = _FOLDER / "schema.graphql"
RELEASED = _FOLDER / "released.graphql"


def add_to(application: typer.Typer) -> None:
    application.command("schema")(show_schema)


def show_schema(
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Fail if the committed file differs, or breaks clients of the release."
        ),
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the committed file anew.")] = False,
    release: Annotated[
        bool, typer.Option("--release", help="Write the file of what is being released, too.")
    ] = False,
) -> None:
    """Print the schema of the API, in GraphQL's own language."""
    sdl = schema.as_str() + "\n"
    if write or release:
        COMMITTED.write_text(sdl, encoding="utf-8")
    if release:
        RELEASED.write_text(sdl, encoding="utf-8")
    if check:
        _check(sdl)
    if not (check or write or release):
        answer(sdl.rstrip("\n"))


def _check(sdl: str) -> None:
    drift = list(
        unified_diff(
            COMMITTED.read_text(encoding="utf-8").splitlines(),
            sdl.splitlines(),
            str(COMMITTED.name),
            "the schema as it is",
            lineterm="",
        )
    )
    broken = (
        breaking_changes(RELEASED.read_text(encoding="utf-8"), sdl) if RELEASED.exists() else []
    )
    for line in (*drift, *broken):
        report(line)
    if drift:
        report("The committed schema is not the real one: run `broadsheet schema --write`.")
    if broken:
        report("Clients of the last release would break: deprecate first, remove a release later.")
    if drift or broken:
        raise typer.Exit(1)
    answer("The schema is as committed, and breaks no client of the last release.")

"""`broadsheet import …`."""

import asyncio
import sys
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from broadsheet.adapters.media import MediaFolder
from broadsheet.cli.signals import orderly_end
from broadsheet.cli.speech import answer, report
from broadsheet.database import bring_up_to_date, open_database, refuse_old_database
from broadsheet.importing.dev.source import DevSource
from broadsheet.importing.errors import ImportFailedError
from broadsheet.importing.found import Findings
from broadsheet.importing.markdown.layouts import Layout
from broadsheet.importing.markdown.neighbours import meet_neighbours
from broadsheet.importing.markdown.site import open_site
from broadsheet.importing.markdown.source import MarkdownSource, Wishes
from broadsheet.importing.progress import Progress
from broadsheet.importing.receipts import receipt
from broadsheet.importing.run import ImportRun
from broadsheet.importing.session import import_session
from broadsheet.settings import Settings, read_settings
from domain.handles import is_handle

Publication = Annotated[str, typer.Option(metavar="HANDLE", help="The publication to import into.")]
OnePublication = Annotated[
    str | None,
    typer.Option(
        metavar="HANDLE", help="The publication for all articles, not one for each author."
    ),
]
Sections = Annotated[
    list[str] | None,
    typer.Option(metavar="FOLDER=HANDLE", help="A folder inside that is a publication of its own."),
]
GivenLayout = Annotated[
    Layout | None, typer.Option(help="The site generator, if it is not recognised.")
]
Permalink = Annotated[
    str | None, typer.Option(help="How addresses are made, such as /:year/:month/:slug/.")
]
Name = Annotated[str | None, typer.Option(help="What the publication is called.")]
Url = Annotated[str | None, typer.Option(help="The address of the site, where its paths begin.")]
Language = Annotated[str | None, typer.Option(help="The language, such as en.")]
Author = Annotated[str | None, typer.Option(help="Whom texts are by that name no author.")]
Folder = Annotated[
    Path,
    typer.Argument(exists=True, file_okay=False, readable=True, help="The folder to import."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Do everything, and undo it: the receipt is real.")
]
Json = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Also write the receipt as JSON.")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", help="Show the sums and what needs attention only.")
]
MediaUrl = Annotated[
    str,
    typer.Option(help="What the addresses of pictures in texts begin with, up to the file's name."),
]

application = typer.Typer(
    help="Bring content from elsewhere. Run it again at any time: it changes what has changed.",
    no_args_is_help=True,
)


def add_to(whole: typer.Typer) -> None:
    whole.add_typer(application, name="import")


@application.command("markdown")
def import_markdown(  # noqa: PLR0913 - a command has as many parameters as it has options
    folder: Folder,
    *,
    publication: Publication,
    section: Sections = None,
    layout: GivenLayout = None,
    permalink: Permalink = None,
    name: Name = None,
    url: Url = None,
    language: Language = None,
    author: Author = None,
    media_url: MediaUrl = "/media/",
    dry_run: DryRun = False,
    quiet: Quiet = False,
    json: Json = None,
) -> None:
    """Import a folder of Markdown: Zola, Hugo, Jekyll, Docusaurus, Astro, or just files."""
    settings = read_settings()
    if url is not None and not url.startswith(("http://", "https://")):
        raise ImportFailedError(f"Write --url as https://blog.example; {url!r} is not.")
    site = open_site(
        folder,
        _handle(publication),
        sections=dict(_section(text, folder) for text in section or ()),
        layout=layout,
        permalink=permalink,
    )
    report(f"Reading {folder} as {site.layout.value}.")
    wishes = Wishes(name=name, url=url, language=language, author=author, media_prefix=media_url)
    source = MarkdownSource(site, _media(settings, is_rehearsal=dry_run), wishes)
    _import(settings, "markdown", source, is_rehearsal=dry_run, is_quiet=quiet, json=json)


@application.command("dev")
def import_dev(
    folder: Folder,
    *,
    publication: OnePublication = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    json: Json = None,
) -> None:
    """Import articles, people and discussions in the JSON of DEV's public API."""
    handle = None if publication is None else _handle(publication)
    source = DevSource(folder, handle)
    _import(read_settings(), "dev", source, is_rehearsal=dry_run, is_quiet=quiet, json=json)


def _handle(text: str) -> str:
    if not is_handle(text):
        raise ImportFailedError(
            f"{text!r} is no handle: use a-z, 0-9, - and _, at most 60 of them."
        )
    return text


def _section(text: str, folder: Path) -> tuple[str, str]:
    place, _, handle = text.rpartition("=")
    if not place.strip("/"):
        raise ImportFailedError(f"Write --section as FOLDER=HANDLE; {text!r} is not.")
    if not any((base / place).is_dir() for base in (folder, folder / "content")):
        raise ImportFailedError(f"There is no folder {place} in {folder}.")
    return place, _handle(handle)


def _media(settings: Settings, *, is_rehearsal: bool) -> MediaFolder:
    return MediaFolder(
        folder=settings.media_folder,
        byte_limit=settings.media_bytes,
        is_rehearsal=is_rehearsal,
    )


def _import(
    settings: Settings,
    name: str,
    source: Findings,
    *,
    is_rehearsal: bool,
    is_quiet: bool,
    json: Path | None,
) -> None:
    with orderly_end(), open_database(settings, report) as opened:
        asyncio.run(_prepare(opened, is_ours=settings.database_url is None))
        asyncio.run(
            _run(opened, name, source, is_rehearsal=is_rehearsal, is_quiet=is_quiet, json=json)
        )


async def _prepare(settings: Settings, *, is_ours: bool) -> None:
    """Bring a database of our own up to date. Of others only their operators decide when."""
    if is_ours:
        await bring_up_to_date(settings, report)
    else:
        await refuse_old_database(settings)


async def _run(
    settings: Settings,
    name: str,
    source: Findings,
    *,
    is_rehearsal: bool,
    is_quiet: bool,
    json: Path | None,
) -> None:
    started = monotonic()
    progress = Progress(partial(print, end="", file=sys.stderr, flush=True), sys.stderr.isatty())

    def show(line: str) -> None:
        progress.clear()
        answer(line)

    with receipt(json, show, is_rehearsal=is_rehearsal, is_quiet=is_quiet) as lines:
        async with import_session(settings, name, is_rehearsal=is_rehearsal) as (service, database):
            if isinstance(source, MarkdownSource):
                await meet_neighbours(source, database)
            await ImportRun(service, lines, progress.tell).run(source)
        progress.clear()
        answer("\n" + "\n".join(lines.table()))
    seconds = monotonic() - started
    answer(f"\nIt took {seconds:.1f} seconds." + (" Nothing was kept." if is_rehearsal else ""))

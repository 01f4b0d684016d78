"""`broadsheet run` and `broadsheet serve`."""

import asyncio
import socket
import sys
from typing import Annotated

import typer

from broadsheet.app import create_app
from broadsheet.cli.demo import welcome_demo
from broadsheet.cli.explorer import bring_explorer_up_to_date
from broadsheet.cli.signals import orderly_end
from broadsheet.cli.speech import answer, report
from broadsheet.database import bring_up_to_date, open_database, refuse_old_database
from broadsheet.logs import configure_logs
from broadsheet.server import address_of, listen
from broadsheet.server import serve as serve_until_told
from broadsheet.settings import Settings, read_settings

Host = Annotated[str | None, typer.Option(help="The address to listen on, if not 127.0.0.1.")]
Port = Annotated[
    int | None, typer.Option(help="The port to listen on, if not 8000; 0 is any free one.")
]


def add_to(application: typer.Typer) -> None:
    application.command("run")(run)
    application.command("serve")(serve)


def run(
    *,
    host: Host = None,
    port: Port = None,
    demo: Annotated[
        bool, typer.Option(help="Put demo content into a database that is empty.")
    ] = True,
) -> None:
    """Start everything: the database, its migrations, demo content, the server.

    Without DATABASE_URL a PostgreSQL of its own is started, and stopped at the end.
    """
    asked = read_settings(host=host, port=port)
    with (
        orderly_end(),
        listen(asked.host, asked.port) as listener,
        open_database(asked, report) as settings,
    ):
        asyncio.run(bring_up_to_date(settings, report))
        if demo:
            asyncio.run(welcome_demo(settings))
        if settings.explorer:
            bring_explorer_up_to_date(settings.explorer_folder)
        _serve(settings, listener)


def serve(*, host: Host = None, port: Port = None) -> None:
    """Start the server alone, on a database that has been migrated."""
    asked = read_settings(host=host, port=port)
    with (
        orderly_end(),
        listen(asked.host, asked.port) as listener,
        open_database(asked, report) as settings,
    ):
        asyncio.run(refuse_old_database(settings))
        _serve(settings, listener)


def _serve(settings: Settings, listener: socket.socket) -> None:
    address = address_of(listener)
    # Of port 0, the system has made a real one, which links and pages have to name.
    settings = settings.model_copy(update={"port": listener.getsockname()[1]})
    configure_logs(as_json=not sys.stderr.isatty())

    def announce() -> None:
        answer(f"Broadsheet is ready. Press Ctrl-C to stop it.\n\n  GraphQL  {address}/graphql\n")

    serve_until_told(
        create_app(settings),
        listener,
        shutdown_seconds=settings.shutdown_seconds,
        announce=announce,
    )

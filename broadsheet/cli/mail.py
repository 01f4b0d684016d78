"""`broadsheet mail …`."""

import asyncio
from email.headerregistry import Address
from typing import Annotated

import typer

from broadsheet.cli.speech import answer
from broadsheet.clock import utc_now
from broadsheet.mail.messages import NoSuchAddressError, message_of
from broadsheet.mail.ways_out import NotSentError, way_out
from broadsheet.mail.writing import Written
from broadsheet.settings import Settings, SettingsError, read_settings
from domain.ids import LETTER

_TEXT = "This server can send letters."


def add_to(application: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True)
    group.callback()(_describe)
    group.command("test")(test)
    application.add_typer(group, name="mail")


def _describe() -> None:
    """Letters that this server sends."""


def test(
    address: Annotated[str, typer.Argument(help="Whom to send a letter to.", metavar="ADDRESS")],
) -> None:
    """Send one letter now, to see whether the settings are right."""
    asyncio.run(_send(read_settings(), address))


async def _send(settings: Settings, address: str) -> None:
    now = utc_now()
    written = Written(f"A letter from {settings.site_name}", f"{_TEXT}\n", f"<p>{_TEXT}</p>")
    try:
        message = message_of(
            written, sender=settings.mail_from, to=address, id=LETTER.new_id(at=now), at=now
        )
        async with way_out(settings).open() as outlet:
            await outlet.send(message)
    except NoSuchAddressError as error:
        raise SettingsError(f"{address!r} is no address: {error}") from error
    except NotSentError as error:
        raise SettingsError(f"{error} {_cause(error)}") from error
    where = settings.smtp_host or settings.state_folder / "mail"
    answer(f"A letter to {Address(addr_spec=address)} was handed to {where}.")


def _cause(error: NotSentError) -> str:
    """Return what the mail server said: here, the operator may know."""
    return str(error.__cause__) if error.__cause__ else ""

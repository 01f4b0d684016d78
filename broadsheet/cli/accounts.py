"""`broadsheet create-admin`."""

import asyncio
import sys
from contextlib import aclosing
from functools import partial
from typing import Annotated

import typer

from broadsheet.adapters.attempts import CountedAttempts
from broadsheet.adapters.passwords import Argon2Passwords
from broadsheet.cli.speech import answer, report
from broadsheet.clock import utc_now
from broadsheet.database import open_database, pooled, refuse_old_database
from broadsheet.settings import Settings, read_settings
from db.accounts import AccountReader
from db.sessions import SessionReader
from db.unit_of_work import unit_of_work
from domain.accounts.service import AccountService
from domain.refusals import InvalidInput, Refusal, Refused


def add_to(application: typer.Typer) -> None:
    application.command("create-admin")(create_admin)


def create_admin(
    *,
    email: Annotated[str, typer.Option(prompt=True, help="The address to sign in with.")],
    username: Annotated[str, typer.Option(prompt=True, help="The name in addresses.")],
    name: Annotated[
        str | None, typer.Option(help="The name to display, if not the username.")
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Make an administrator: the first one, or another.

    The address counts as proved, by the word of whoever runs this.
    """
    password = _given() if password_stdin else _asked_for()
    with open_database(read_settings(), report) as settings:
        asyncio.run(refuse_old_database(settings))
        asyncio.run(_create(settings, email, username, name or username, password))


def _asked_for() -> str:
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked


def _given() -> str:
    return sys.stdin.readline().rstrip("\r\n")


async def _create(settings: Settings, email: str, username: str, name: str, password: str) -> None:
    async with pooled(settings, size=1) as database, aclosing(Argon2Passwords()) as passwords:
        service = AccountService(
            unit_of_work=partial(unit_of_work, database),
            reader=AccountReader(database),
            session_reader=SessionReader(database),
            passwords=passwords,
            attempts=CountedAttempts({}),
            rules=settings.account_rules,
            clock=utc_now,
        )
        try:
            created = await service.create_administrator(
                email=email, username=username, name=name, password=password
            )
        except Refused as refused:
            report(_sentence(refused.refusal))
            raise typer.Exit(1) from None
    answer(f"{created} is an administrator now.")


def _sentence(refusal: Refusal) -> str:
    if isinstance(refusal, InvalidInput):
        return "\n".join(f"{each.argument}: {each.message}" for each in refusal.violations)
    return refusal.message

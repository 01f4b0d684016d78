"""`broadsheet create-admin`, as an operator uses it."""

import asyncio

import asyncpg
import pytest
import pytest_asyncio
from typer.testing import CliRunner, Result

from broadsheet.adapters.passwords import Argon2Passwords
from broadsheet.cli.application import build_application
from db.migrate import migrate

PASSWORD = "a horse, a staple"
ADA = ("--email", "ada@example.org", "--username", "ada")


@pytest_asyncio.fixture(loop_scope="session")
async def installation(
    empty_database: str, session: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrate(session)
    monkeypatch.setenv("DATABASE_URL", empty_database)


def run(*options: str, typed: str) -> Result:
    return CliRunner().invoke(build_application(), ["create-admin", *options], input=typed)


@pytest.mark.usefixtures("installation")
async def test_an_administrator_is_made_from_a_password_on_standard_input(
    session: asyncpg.Connection,
) -> None:
    result = await _in_a_thread(*ADA, "--name", "Ada", "--password-stdin", typed=f"{PASSWORD}\n")

    assert (result.exit_code, result.stdout) == (0, "ada is an administrator now.\n")
    account = await session.fetchrow(
        "SELECT * FROM accounts JOIN users ON users.id = accounts.user_id"
    )
    assert account is not None
    assert (account["role"], account["email"], account["name"]) == (
        "admin",
        "ada@example.org",
        "Ada",
    )
    assert account["email_verified_at"] is not None
    passwords = Argon2Passwords()
    assert await passwords.matches(PASSWORD, account["password_hash"])
    await passwords.aclose()
    assert await session.fetchval("SELECT handle FROM publications") == "ada"


@pytest.mark.usefixtures("installation")
async def test_whatever_is_not_given_is_asked_for(session: asyncpg.Connection) -> None:
    typed = f"bob@example.org\nbob\n{PASSWORD}\n{PASSWORD}\n"

    result = await _in_a_thread(typed=typed)

    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert await session.fetchval("SELECT role FROM accounts") == "admin"


@pytest.mark.parametrize(
    ("options", "password", "sentence"),
    [
        (ADA, "short", "password: Must have 8 to 256 characters."),
        (("--email", "ada", "--username", "ada"), PASSWORD, "email: Not an email address."),
        ((*ADA[:3], "a b"), PASSWORD, "username: Use a-z"),
        (("--email", "ADA@example.org", "--username", "ada-2"), PASSWORD, "There is an account"),
        (("--email", "eve@example.org", "--username", "ada"), PASSWORD, "Somebody else is called"),
    ],
)
@pytest.mark.usefixtures("installation")
async def test_what_cannot_be_is_said_in_one_sentence(
    session: asyncpg.Connection, options: tuple[str, ...], password: str, sentence: str
) -> None:
    await _in_a_thread(*ADA, "--password-stdin", typed=f"{PASSWORD}\n")

    result = await _in_a_thread(*options, "--password-stdin", typed=f"{password}\n")

    assert result.exit_code == 1
    assert sentence in result.output
    assert "Traceback" not in result.output
    assert await session.fetchval("SELECT count(*) FROM accounts") == 1


async def _in_a_thread(*options: str, typed: str) -> Result:
    """Run the command, which has an event loop of its own."""
    return await asyncio.to_thread(run, *options, typed=typed)

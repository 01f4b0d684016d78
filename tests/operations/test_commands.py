"""What the console script says to whoever has just met it."""

import pytest
from typer.testing import CliRunner, Result

from broadsheet.cli.application import build_application
from tests.operations.programs import broadsheet

COMMANDS = [
    "run",
    "serve",
    "export-person",
    "mail",
    "migrate",
    "demo",
    "render",
    "schema",
    "version",
]


def told(*arguments: str) -> Result:
    application = build_application(arguments[0] if arguments else None)
    return CliRunner().invoke(application, arguments, prog_name="broadsheet")


def test_without_a_command_it_says_what_there_is() -> None:
    said = told()
    assert "Usage: broadsheet" in said.output
    assert all(f" {command} " in said.output for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    said = told(command, "--help")
    assert said.exit_code == 0
    assert f"Usage: broadsheet {command}" in said.output


def test_an_unknown_command_is_refused() -> None:
    said = told("fly")
    assert said.exit_code == 2
    assert "No such command 'fly'" in said.output


def test_it_knows_its_version() -> None:
    assert told("version").output.startswith("Broadsheet ")


def test_the_committed_schema_passes_its_own_check() -> None:
    checked = told("schema", "--check")
    assert checked.exit_code == 0, checked.output


def test_a_setting_that_makes_no_sense_is_one_sentence() -> None:
    refused = broadsheet("migrate", BROADSHEET_PORT="many")
    assert refused.returncode == 1
    assert refused.stderr.startswith("BROADSHEET_PORT is 'many': input should be a valid integer")

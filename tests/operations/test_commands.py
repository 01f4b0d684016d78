"""What the console script says to whoever has just met it."""

import pytest

from tests.operations.programs import broadsheet


def test_without_a_command_it_says_what_there_is() -> None:
    said = broadsheet()
    for command in ("run", "serve", "migrate", "schema", "version"):
        assert f" {command} " in said.stdout
    assert "Usage: broadsheet" in said.stdout


@pytest.mark.parametrize("command", ["run", "serve", "migrate", "schema", "version"])
def test_every_command_explains_itself(command: str) -> None:
    said = broadsheet(command, "--help")
    assert said.returncode == 0
    assert f"Usage: broadsheet {command}" in said.stdout


def test_it_knows_its_version() -> None:
    assert broadsheet("version").stdout.startswith("Broadsheet ")


def test_the_committed_schema_passes_its_own_check() -> None:
    checked = broadsheet("schema", "--check")
    assert checked.returncode == 0, checked.stderr


def test_a_setting_that_makes_no_sense_is_one_sentence() -> None:
    refused = broadsheet("serve", BROADSHEET_PORT="many")
    assert refused.returncode == 1
    assert refused.stderr.startswith("BROADSHEET_PORT is 'many': input should be a valid integer")

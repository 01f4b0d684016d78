"""What an operator sets, and what happens if it makes no sense."""

from pathlib import Path

import pytest

from broadsheet.settings import Settings, SettingsError, read_settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BROADSHEET_{name.upper()}", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_everything_has_a_default_that_works() -> None:
    settings = read_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.database_url is None
    assert settings.media_folder == Path(".broadsheet/media")


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_environment_comes_before_defaults_and_options_before_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BROADSHEET_PORT", "9000")
    assert read_settings(port=None).port == 9000
    assert read_settings(port=9001).port == 9001


@pytest.mark.parametrize("variable", ["DATABASE_URL", "BROADSHEET_DATABASE_URL"])
def test_the_database_goes_by_its_usual_name_too(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "postgresql://somewhere/else")
    assert read_settings().dsn == "postgresql://somewhere/else"


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert read_settings().database_url is None


def test_each_bad_value_is_one_sentence_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BROADSHEET_PORT", "many")
    monkeypatch.setenv("BROADSHEET_SHUTDOWN_SECONDS", "-1")
    with pytest.raises(SettingsError) as refused:
        read_settings()
    port, seconds = str(refused.value).splitlines()
    assert port.startswith("BROADSHEET_PORT is 'many': input should be a valid integer")
    assert seconds.startswith("BROADSHEET_SHUTDOWN_SECONDS is '-1': input should be greater")


@pytest.mark.parametrize(
    "kinds", ["[]", '["Like"]', '["a b"]', '["like", "like"]', '["1st"]', f'["{"x" * 31}"]']
)
def test_kinds_of_reactions_have_plain_names(monkeypatch: pytest.MonkeyPatch, kinds: str) -> None:
    monkeypatch.setenv("BROADSHEET_REACTION_KINDS", kinds)
    with pytest.raises(SettingsError, match="BROADSHEET_REACTION_KINDS"):
        read_settings()


def test_there_may_be_other_kinds_of_reactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADSHEET_REACTION_KINDS", '["clap", "thank_you"]')
    assert read_settings().reaction_kinds == ("clap", "thank_you")


def test_the_password_in_the_address_is_never_shown() -> None:
    settings = read_settings(database_url="postgresql://me:hunter2@host/db")
    assert "hunter2" not in f"{settings!r} {settings}"
    assert "hunter2" in settings.dsn

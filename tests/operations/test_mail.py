"""Trying the settings of mail."""

from pathlib import Path

from tests.operations.programs import broadsheet


def test_a_letter_is_put_into_the_folder(tmp_path: Path) -> None:
    sent = broadsheet("mail", "test", "ada@example.org", BROADSHEET_STATE_FOLDER=str(tmp_path))

    assert sent.returncode == 0, sent.stderr
    assert sent.stdout.startswith("A letter to ada@example.org was handed to ")
    [file] = (tmp_path / "mail").iterdir()
    assert b"This server can send letters." in file.read_bytes()


def test_what_is_wrong_is_one_sentence() -> None:
    refused = broadsheet("mail", "test", "ada")
    assert (refused.returncode, refused.stderr) == (
        1,
        "'ada' is no address: It is no single address.\n",
    )

    unreached = broadsheet(
        "mail",
        "test",
        "ada@example.org",
        BROADSHEET_SMTP_HOST="127.0.0.1",
        BROADSHEET_SMTP_PORT="1",
    )
    assert unreached.returncode == 1
    assert unreached.stderr.startswith("The mail server was not reached: SMTPConnectError.")
    assert len(unreached.stderr.splitlines()) == 1

    misnamed = broadsheet("mail", "test", "ada@example.org", BROADSHEET_MAIL_FROM="nobody")
    assert misnamed.stderr.startswith("BROADSHEET_MAIL_FROM is 'nobody'")

"""The form of messages, and what must never get into a header."""

from email import message_from_bytes
from email.policy import default
from uuid import UUID

import pytest

from broadsheet.mail.messages import NoSuchAddressError, message_of
from broadsheet.mail.writing import Written
from tests.factories import NOON

WRITTEN = Written("Zweihundert Grüße", "Schöne Grüße\n", "<p>Schöne Grüße</p>")
SENDER = "The Daily <daily@example.org>"


def made(to: str = "ada@example.org", sender: str = SENDER) -> bytes:
    return message_of(WRITTEN, sender=sender, to=to, id=UUID(int=7), at=NOON).as_bytes()


def test_headers_say_what_they_must() -> None:
    message = message_from_bytes(made(), policy=default)

    assert message["From"] == SENDER
    assert message["To"] == "ada@example.org"
    assert message["Subject"] == "Zweihundert Grüße"
    assert message["Date"].datetime == NOON
    assert message["Message-ID"] == f"<{UUID(int=7).hex}@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().strip() for part in message.iter_parts()] == [
        "Schöne Grüße",
        "<p>Schöne Grüße</p>",
    ]


def test_a_plain_text_is_left_as_it_is() -> None:
    plain = Written("A", "https://a.example/?token=b\n", "<p>c=d</p>")
    raw = message_of(plain, sender=SENDER, to="a@b.example", id=UUID(int=7), at=NOON).as_bytes()

    assert b"https://a.example/?token=b\r\n" in raw
    assert b"<p>c=d</p>" in raw


def test_headers_are_ascii_and_short() -> None:
    head = made().partition(b"\r\n\r\n")[0]

    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    "to",
    [
        "ada@example.org\r\nBcc: bob@example.org",
        "ada@example.org\nBcc: bob@example.org",
        "ada@example.org, bob@example.org",
        "ada@example.org>",
        "\0@example.org",
        "ada",
        "@",
        "",
    ],
)
def test_what_is_no_single_address_is_refused(to: str) -> None:
    with pytest.raises(NoSuchAddressError):
        made(to)

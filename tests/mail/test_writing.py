"""What letters say, and what they never say."""

import string
from uuid import UUID

import pytest

from broadsheet.mail.wording import FALLBACKS, WORDINGS
from broadsheet.mail.writing import Written, written
from domain.ids import LetterId
from domain.mail.models import LINKS, Letter, LetterKind
from tests.factories import NOON

SECRET = "bsl_secret"

# Whoever gets these may never have heard of us, and anybody can have them sent.
TO_STRANGERS = {
    LetterKind.VERIFY_EMAIL,
    LetterKind.ALREADY_REGISTERED,
    LetterKind.RESET_PASSWORD,
    LetterKind.NO_SUCH_ACCOUNT,
    LetterKind.CHANGE_EMAIL,
    LetterKind.GUEST_COMMENT,
    LetterKind.GUEST_HAS_ACCOUNT,
}


def letter(kind: LetterKind, to: str = "ada@example.org", **facts: str) -> Letter:
    return Letter(LetterId(UUID(int=1)), kind, to, None, None, facts, NOON)


def write(kind: LetterKind, **facts: str) -> Written:
    secret = SECRET if kind in LINKS else None
    return written(
        letter(kind, **facts), site="Daily", front_end="https://d.example", secret=secret
    )


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_can_be_written_without_any_fact(kind: LetterKind) -> None:
    made = write(kind)

    assert made.subject
    assert "{" not in made.subject + made.text
    assert (SECRET in made.text) == (SECRET in made.html) == (kind in LINKS)


@pytest.mark.parametrize("kind", LetterKind)
def test_letters_tell_known_facts_alone_and_strangers_none(kind: LetterKind) -> None:
    wording = WORDINGS[kind]
    told = {
        name
        for text in (wording.subject, *wording.before, *wording.after)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }

    assert told <= ({"site"} if kind in TO_STRANGERS else {"site", *FALLBACKS})


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_leads_to_the_front_end(kind: LetterKind) -> None:
    made = write(kind)

    [address] = [line for line in made.text.splitlines() if line.startswith("https://")]
    action = WORDINGS[kind].action
    assert action
    assert address == f"https://d.example{action.path}?token={SECRET}"
    assert f'<a href="{address}">' in made.html


def test_html_in_facts_is_text() -> None:
    made = write(LetterKind.PUBLICATION_INVITATION, publication="<script>alert(1)</script>")

    assert "<script>" in made.text
    assert "<script>" not in made.html
    assert "&lt;script&gt;" in made.html


@pytest.mark.parametrize("trick", ["{site.__class__}", "{0}", "{", "%s"])
def test_braces_in_facts_are_text(trick: str) -> None:
    assert trick in write(LetterKind.SIGN_UP_INVITATION, inviter=trick).text


@pytest.mark.parametrize(
    "name", ["Win at https://evil.example", "see WWW.evil.example", "\u202e", "\n\n", ""]
)
def test_letters_carry_no_links_and_no_tricks_of_strangers(name: str) -> None:
    assert write(LetterKind.SIGN_UP_INVITATION, inviter=name).text.startswith(
        "Somebody invites you to join Daily."
    )


def test_long_and_broken_facts_become_one_short_line() -> None:
    made = write(LetterKind.PUBLICATION_INVITATION, publication=f"A\r\nBcc: x\0{'é' * 1000}")

    assert made.subject == f"You are invited to write for A Bcc: x {'é' * 91}"

"""Letters that cannot be sent: what is tried again, what is given up, and what is never risked."""

import logging
from datetime import timedelta

import pytest

from broadsheet.mail_settings import SmtpSecurity
from domain.mail.models import LetterKind
from tests.factories import NOON, make_user
from tests.mail.post_office import PostOffice, open_post_office
from tests.mail.sending import sender_of, server_of, waiting, write
from tests.pinned import PinnedDatabase


async def test_a_letter_about_somebody_who_is_gone_is_not_sent(
    database: PinnedDatabase, office: PostOffice
) -> None:
    ada = await make_user(database)
    await write(database, LetterKind.VERIFY_EMAIL, user_id=ada.user_id)
    await database.execute("DELETE FROM users WHERE id = $1", ada.user_id)

    await sender_of(database, server_of(office)).send_what_waits()

    assert office.messages == []


async def test_a_letter_that_is_refused_for_now_is_tried_again_later_and_given_up_in_the_end(
    database: PinnedDatabase, office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.answer = "451 Not now"
    await write(database)
    pauses = []

    at, given_up = NOON, 0
    for _ in range(3):
        sender = sender_of(database, server_of(office), at=at)
        await sender.send_what_waits()
        given_up += sender.counts.given_up
        await sender_of(database, server_of(office), at=at).send_what_waits()  # not due yet
        for row in await waiting(database):
            pauses.append(row["send_at"] - at)
            at = row["send_at"]

    assert pauses == [timedelta(minutes=1), timedelta(minutes=4)]
    row = await database.fetchrow("SELECT attempts, failed_at FROM outgoing_mail")
    assert row
    assert tuple(row) == (3, at)
    assert given_up == 1
    assert [record.levelname for record in caplog.records if record.levelno > logging.INFO] == [
        "WARNING",
        "WARNING",
        "ERROR",
    ]
    assert "ada@example.org" not in caplog.text

    office.answer = "250 OK"
    await sender_of(database, server_of(office), at=at + timedelta(days=9)).send_what_waits()
    assert office.messages == []


@pytest.mark.parametrize("to", ["ada@example.org\nBcc: bob@example.org", "nobody"])
async def test_what_is_no_address_holds_up_nobody(
    database: PinnedDatabase, office: PostOffice, to: str
) -> None:
    await write(database, to=to)
    await write(database)

    sender = sender_of(database, server_of(office))
    await sender.send_what_waits()

    assert [message["To"] for message in office.messages] == ["ada@example.org"]
    assert (sender.counts.sent, sender.counts.given_up) == (1, 1)
    assert await waiting(database) == []


async def test_an_address_that_the_server_does_not_know_is_given_up_at_once(
    database: PinnedDatabase, office: PostOffice
) -> None:
    office.answer = "550 No such person"
    await write(database)

    sender = sender_of(database, server_of(office))
    await sender.send_what_waits()

    assert sender.counts.given_up == 1


async def test_a_letter_of_a_newer_release_waits_for_its_sender(
    database: PinnedDatabase, office: PostOffice
) -> None:
    await write(database)
    await database.execute("UPDATE outgoing_mail SET kind = 'of_tomorrow'")
    await write(database, at=NOON)

    sender = sender_of(database, server_of(office))
    await sender.send_what_waits()

    assert len(office.messages) == 1
    assert sender.counts.waiting == 1


async def test_where_no_server_is_the_queue_stands_still(database: PinnedDatabase) -> None:
    for number in range(3):
        await write(database, at=NOON - timedelta(seconds=number))

    sender = sender_of(database, server_of(PostOffice(port=1)))
    await sender.send_what_waits()

    assert sorted(row["attempts"] for row in await waiting(database)) == [0, 0, 1]
    assert (sender.counts.waiting, sender.counts.oldest_seconds) == (3, 2)


async def test_a_wrong_password_loses_no_letter(database: PinnedDatabase) -> None:
    async with open_post_office(auth_require_tls=False) as office:
        await write(database)
        way_out = server_of(office, user="daily", password="wrong")

        await sender_of(database, way_out).send_what_waits()

        assert office.messages == []
        assert len(await waiting(database)) == 1


async def test_no_letter_goes_out_in_the_clear_where_secrecy_is_demanded(
    database: PinnedDatabase, office: PostOffice
) -> None:
    await write(database)

    await sender_of(database, server_of(office, security=SmtpSecurity.STARTTLS)).send_what_waits()

    assert office.messages == []
    assert len(await waiting(database)) == 1

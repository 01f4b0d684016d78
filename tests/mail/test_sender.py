"""From a letter that was written to a message that arrives."""

import asyncio
import logging
import re
from collections.abc import Sequence
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from broadsheet.mail.sender import MailSender
from broadsheet.mail.ways_out import Folder
from db.mail import MailedLinkRepository
from db.mail_queue import MailQueue
from db.pool import Pool, PoolLimits
from db.unit_of_work import unit_of_work
from domain.ids import LETTER
from domain.mail.models import Letter, LetterKind, LinkPurpose
from domain.tokens import LINK_TOKEN
from tests.committing import own_database
from tests.factories import NOON, make_user
from tests.mail.post_office import PostOffice, open_post_office
from tests.mail.sending import sender_of, server_of, waiting, write
from tests.pinned import PinnedDatabase
from tests.waiting import until


async def test_a_letter_arrives_and_its_link_works_once(
    database: PinnedDatabase, office: PostOffice
) -> None:
    ada = await make_user(database)
    await write(database, LetterKind.RESET_PASSWORD, user_id=ada.user_id)

    await sender_of(database, server_of(office)).send_what_waits()

    [message] = office.messages
    assert message["To"] == "ada@example.org"
    assert message["Subject"] == "Choose a new password"
    assert await waiting(database) == []
    text = message.get_body(("plain",))
    assert text
    found = re.search(r"https://daily.example/reset-password\?token=(\S+)", text.get_content())
    assert found
    token_hash = LINK_TOKEN.parse(found[1])
    assert token_hash
    links = MailedLinkRepository(database)
    link = await links.use(LinkPurpose.RESET_PASSWORD, token_hash, at=NOON)
    assert link
    assert (link.email, link.user_id) == ("ada@example.org", ada.user_id)
    assert link.expires_at == NOON + timedelta(hours=1)
    assert await links.use(LinkPurpose.RESET_PASSWORD, token_hash, at=NOON) is None


async def test_an_address_in_other_letters_arrives(
    database: PinnedDatabase, office: PostOffice
) -> None:
    await write(database, to="jürgen@example.org")

    await sender_of(database, server_of(office)).send_what_waits()

    assert [message["To"] for message in office.messages] == ["jürgen@example.org"]


async def test_several_letters_share_a_connection_and_a_login(database: PinnedDatabase) -> None:
    async with open_post_office(auth_require_tls=False) as office:
        for _ in range(3):
            await write(database)
        way_out = server_of(office, user="daily", password="open sesame")

        await sender_of(database, way_out).send_what_waits()

        assert len(office.messages) == 3
        assert office.signed_in == ["daily"]


async def test_without_a_server_letters_are_files(
    database: PinnedDatabase, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await write(database, LetterKind.SIGN_UP_INVITATION, inviter="Grace")

    await sender_of(database, Folder(tmp_path / "mail")).send_what_waits()

    [file] = (tmp_path / "mail").iterdir()
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert message["Subject"] == "You are invited to The Daily"
    assert f'Letter to ada@example.org, "You are invited to The Daily": {file}' in caplog.text
    assert "bsl_" not in caplog.text
    assert oct(file.stat().st_mode)[-3:] == "600"


async def test_a_folder_keeps_the_newest_letters(database: PinnedDatabase, tmp_path: Path) -> None:
    for second in range(4):
        await write(database, to=f"{second}@example.org")
        at = NOON + timedelta(seconds=second)
        await sender_of(database, Folder(tmp_path, most=2), at=at).send_what_waits()

    assert len(files_in(tmp_path)) == 2


async def test_links_and_letters_of_the_past_are_forgotten(
    database: PinnedDatabase, office: PostOffice
) -> None:
    await write(database, LetterKind.RESET_PASSWORD)
    await write(database, to="nobody")
    await sender_of(database, server_of(office)).send_what_waits()
    queue = MailQueue(database)

    await queue.forget(expired=NOON, failed_before=NOON - timedelta(days=1))
    assert await database.fetchval("SELECT count(*) FROM mailed_links") == 1
    assert await database.fetchval("SELECT count(*) FROM outgoing_mail") == 1

    later = NOON + timedelta(days=1)
    await queue.forget(expired=later, failed_before=later)
    assert await database.fetchval("SELECT count(*) FROM mailed_links") == 0
    assert await database.fetchval("SELECT count(*) FROM outgoing_mail") == 0


async def test_several_processes_send_every_letter_once_and_wake_when_one_is_written(
    server: str, office: PostOffice
) -> None:
    async with own_database(server, "broadsheet_mail") as dsn:
        pools = [Pool(dsn, PoolLimits(size=4)) for _ in range(3)]
        async with pools[0].open(), pools[1].open(), pools[2].open():
            senders = [sender_of(pool, server_of(office)) for pool in pools]
            async with senders[0].running(), senders[1].running(), senders[2].running():
                async with unit_of_work(pools[0], None, senders[0].wake) as work:
                    for number in range(30):
                        await work.letters.add(
                            Letter(
                                LETTER.new_id(at=NOON),
                                LetterKind.EMAIL_CHANGED,
                                f"{number}@example.org",
                                None,
                                None,
                                {},
                                NOON,
                            )
                        )
                for sender in senders:
                    sender.wake()
                await until(lambda: _all_sent(senders, 30))

    assert len({message["To"] for message in office.messages}) == 30
    assert len(office.messages) == 30


def files_in(folder: Path) -> Sequence[Path]:
    return list(folder.iterdir())


async def _all_sent(senders: Sequence[MailSender], number: int) -> bool:
    await asyncio.sleep(0)
    return sum(sender.counts.sent for sender in senders) == number

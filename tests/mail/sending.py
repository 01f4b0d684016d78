"""A sender of letters, the server it sends them to, and the queue it takes them from."""

from collections.abc import Sequence
from dataclasses import replace as replaced
from datetime import datetime
from typing import Any

from broadsheet.mail.sender import Letterhead, MailSender
from broadsheet.mail.ways_out import MailServer, WayOut
from broadsheet.mail_settings import SmtpSecurity
from db.mail import LetterRepository
from db.mail_queue import MailQueue
from domain.ids import LETTER, UserId
from domain.mail.models import Letter, LetterKind
from tests.factories import NOON
from tests.mail.post_office import PostOffice
from tests.pinned import PinnedDatabase

LETTERHEAD = Letterhead(
    sender="The Daily <daily@example.org>", site="The Daily", front_end="https://daily.example"
)


def server_of(office: PostOffice, **given: Any) -> MailServer:
    server = MailServer(
        host="127.0.0.1",
        port=office.port,
        security=SmtpSecurity.NONE,
        sender=LETTERHEAD.sender,
        seconds=5,
    )
    return replaced(server, **given)


def sender_of(database: Any, way_out: WayOut, *, at: datetime = NOON) -> MailSender:
    return MailSender(
        queue=MailQueue(database),
        way_out=way_out,
        letterhead=LETTERHEAD,
        attempts=3,
        clock=lambda: at,
    )


async def write(
    database: Any,
    kind: LetterKind = LetterKind.PASSWORD_CHANGED,
    *,
    to: str = "ada@example.org",
    user_id: UserId | None = None,
    at: datetime = NOON,
    **facts: str,
) -> Letter:
    letter = Letter(LETTER.new_id(at=at), kind, to, user_id, None, facts, at)
    await LetterRepository(database).add(letter)
    return letter


async def waiting(database: PinnedDatabase) -> Sequence[Any]:
    return await database.fetch(
        "SELECT attempts, send_at, failed_at FROM outgoing_mail WHERE failed_at IS NULL"
    )

"""The letters that wait, for whoever sends them."""

import json
from datetime import datetime, timedelta
from typing import NamedTuple

from asyncpg import Record

from db.executor import Database
from domain.ids import LetterId
from domain.mail.models import LINKS, Letter, LetterKind
from domain.tokens import LINK_TOKEN

# Taking a letter says when it is tried next, so that one whose sender died is not lost. Senders
# pass over what another one is just taking, and over kinds that only a newer release knows.
_TAKE = """
    WITH next AS MATERIALIZED (
        SELECT id FROM outgoing_mail
         WHERE send_at <= $1 AND kind = ANY($3::text[])
         ORDER BY send_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE outgoing_mail m
       SET attempts = m.attempts + 1, send_at = $1 + $2::interval * power(4, least(m.attempts, 5))
      FROM next
     WHERE m.id = next.id
 RETURNING m.id, m.kind, m.recipient, m.user_id, m.subject_id, m.facts, m.created_at, m.attempts
"""

_MINT = """
    INSERT INTO mailed_links
           (token_hash, purpose, user_id, subject_id, email, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

_SENT = "DELETE FROM outgoing_mail WHERE id = $1"

_BURY = "UPDATE outgoing_mail SET send_at = 'infinity', failed_at = $2 WHERE id = $1"

_WAITING = """
    SELECT count(*) AS number, min(created_at) AS oldest
      FROM outgoing_mail
     WHERE send_at < 'infinity'
"""

_FORGET_LINKS = "DELETE FROM mailed_links WHERE expires_at <= $1"

_FORGET_FAILED = "DELETE FROM outgoing_mail WHERE failed_at <= $1"


_KINDS = [kind.value for kind in LetterKind]


class Taken(NamedTuple):
    """A letter that nobody else sends now."""

    letter: Letter
    attempt: int
    secret: str | None
    """The token of its link. Only its hash is stored."""


class Waiting(NamedTuple):
    number: int
    oldest: datetime | None


class MailQueue:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, *, at: datetime, first_pause: timedelta) -> Taken | None:
        """Take the letter that is due first, and make the secret of its link.

        It is due again after a pause that is four times as long each time, unless it is sent.
        """
        async with self._database.acquire() as connection, connection.transaction():
            row = await connection.fetchrow(_TAKE, at, first_pause, _KINDS)
            if row is None:
                return None
            letter, attempt = _to_letter(row), row["attempts"]
            link = LINKS.get(letter.kind)
            if link is None:
                return Taken(letter, attempt, None)
            token = LINK_TOKEN.new()
            await connection.execute(
                _MINT,
                token.hash,
                link.purpose.value,
                letter.user_id,
                letter.subject_id,
                letter.to,
                at,
                at + link.lifetime,
            )
        return Taken(letter, attempt, token.text)

    async def sent(self, id: LetterId) -> None:
        await self._database.execute(_SENT, id)

    async def bury(self, id: LetterId, *, at: datetime) -> None:
        """Give up on a letter. It stays for the operator to look at."""
        await self._database.execute(_BURY, id, at)

    async def waiting(self) -> Waiting:
        row = await self._database.fetchrow(_WAITING)
        return Waiting(0, None) if row is None else Waiting(row["number"], row["oldest"])

    async def forget(self, *, expired: datetime, failed_before: datetime) -> None:
        """Remove links that work no longer, and letters that were given up long ago."""
        await self._database.execute(_FORGET_LINKS, expired)
        await self._database.execute(_FORGET_FAILED, failed_before)


def _to_letter(row: Record) -> Letter:
    return Letter(
        row["id"],
        LetterKind(row["kind"]),
        row["recipient"],
        row["user_id"],
        row["subject_id"],
        json.loads(row["facts"]),
        row["created_at"],
    )

"""Letters in PostgreSQL, and the links that were sent in them."""

import json
from datetime import datetime

from db.executor import Executor
from domain.ids import UserId
from domain.mail.models import Letter, LinkPurpose, MailedLink

_ADD = """
    INSERT INTO outgoing_mail (id, kind, recipient, user_id, subject_id, facts, created_at, send_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
"""

_FIND = """
    SELECT email, user_id, subject_id, expires_at
      FROM mailed_links
     WHERE token_hash = $2 AND purpose = $1 AND expires_at > $3
"""

# One statement, so that of two requests with the same link only one finds it.
_USE = """
    DELETE FROM mailed_links
     WHERE token_hash = $2 AND purpose = $1 AND expires_at > $3
 RETURNING email, user_id, subject_id, expires_at
"""

_WITHDRAW = "DELETE FROM mailed_links WHERE user_id = $1 AND purpose = $2"


class LetterRepository:
    """Letters being written, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection
        self.are_added = False

    async def add(self, letter: Letter) -> None:
        await self._connection.execute(
            _ADD,
            letter.id,
            letter.kind.value,
            letter.to,
            letter.user_id,
            letter.subject_id,
            json.dumps(letter.facts),
            letter.created_at,
        )
        self.are_added = True


class MailedLinkRepository:
    """Links being used, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def find(
        self, purpose: LinkPurpose, token_hash: bytes, *, at: datetime
    ) -> MailedLink | None:
        row = await self._connection.fetchrow(_FIND, purpose.value, token_hash, at)
        return None if row is None else MailedLink(purpose, *row)

    async def use(
        self, purpose: LinkPurpose, token_hash: bytes, *, at: datetime
    ) -> MailedLink | None:
        row = await self._connection.fetchrow(_USE, purpose.value, token_hash, at)
        return None if row is None else MailedLink(purpose, *row)

    async def withdraw(self, user_id: UserId, purpose: LinkPurpose) -> None:
        await self._connection.execute(_WITHDRAW, user_id, purpose.value)

"""Letters that wait, and the links that their sender would put into them."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from db.executor import Executor
from domain.mail.models import LINKS, LetterKind
from domain.tokens import LINK_TOKEN
from tests.factories import NOON


class Waiting(NamedTuple):
    kind: LetterKind
    to: str
    user_id: UUID | None
    subject_id: UUID | None
    facts: dict[str, str]


async def letters(database: Executor) -> Sequence[Waiting]:
    """Return the letters that wait, oldest first."""
    rows = await database.fetch(
        "SELECT kind, recipient, user_id, subject_id, facts FROM outgoing_mail ORDER BY ctid"
    )
    return [Waiting(LetterKind(row[0]), row[1], row[2], row[3], json.loads(row[4])) for row in rows]


async def send(
    database: Executor,
    letter: Waiting,
    *,
    at: datetime = NOON,
    expires_at: datetime | None = None,
) -> str:
    """Make the link of a letter, and return its token."""
    purpose, lifetime = LINKS[letter.kind]
    token = LINK_TOKEN.new()
    await database.execute(
        """
        INSERT INTO mailed_links
               (token_hash, purpose, user_id, subject_id, email, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        token.hash,
        purpose.value,
        letter.user_id,
        letter.subject_id,
        letter.to,
        at,
        expires_at or at + lifetime,
    )
    return token.text


async def last_link(database: Executor, *, at: datetime = NOON) -> str:
    """Send the last letter that has a link, and return the token of it."""
    found = [letter for letter in await letters(database) if letter.kind in LINKS]
    return await send(database, found[-1], at=at)

"""Invitations to publications in PostgreSQL. Who may see one is for the domain to say."""

from collections.abc import Collection, Sequence
from datetime import datetime

from asyncpg import Record

from db.keyset import ListOf, Lists
from db.recording import UNKNOWN, Reader
from db.scopes import Scope, Scopes
from domain.ids import PUBLICATION, PublicationId, PublicationInvitationId, UserId
from domain.publications.invitations import (
    NEWEST_INVITATIONS,
    InvitationsOf,
    InvitationsTo,
    PublicationInvitation,
)
from domain.publications.models import PublicationRole

COLUMNS = """i.publication_id, i.inviter_id, i.role, i.expires_at, i.id, i.email, i.capacity,
    i.uses, i.created_at"""

_BY_IDS = f"SELECT {COLUMNS} FROM publication_invitations i WHERE i.id = ANY($1::uuid[])"

_BY_LINK = f"SELECT {COLUMNS} FROM publication_invitations i WHERE i.token_hash = $1"

_BY_LETTER = f"""
    SELECT {COLUMNS}
      FROM mailed_links l
      JOIN publication_invitations i
        ON i.id = l.subject_id AND lower(i.email) = lower(l.email)
     WHERE l.token_hash = $1 AND l.purpose = 'publication_invitation' AND l.expires_at > $2
"""

_LOCK = f"SELECT {COLUMNS} FROM publication_invitations i WHERE i.id = $1 FOR UPDATE"

_ADD_LINK = """
    INSERT INTO publication_invitations
           (id, publication_id, inviter_id, role, capacity, created_at, expires_at, token_hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""

_SEND = f"""
    INSERT INTO publication_invitations AS i
           (id, publication_id, inviter_id, role, capacity, created_at, expires_at, email)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (publication_id, lower(email)) WHERE email IS NOT NULL
        DO UPDATE SET inviter_id = excluded.inviter_id, role = excluded.role,
                      created_at = excluded.created_at, expires_at = excluded.expires_at
 RETURNING {COLUMNS}
"""

# One statement: of those who come at once, each waits for the row and looks at it again.
_USE_LINK = f"""
    UPDATE publication_invitations i
       SET uses = uses + 1
     WHERE token_hash = $1 AND uses < capacity AND expires_at > $2
 RETURNING {COLUMNS}
"""

_REMOVE = "DELETE FROM publication_invitations WHERE id = $1"

_REMOVE_EXPIRED = """
    DELETE FROM publication_invitations WHERE publication_id = $1 AND expires_at <= $2
"""

_REMOVE_MADE_BY = """
    DELETE FROM publication_invitations WHERE publication_id = $1 AND inviter_id = $2
"""

_COUNT = "SELECT count(*) FROM publication_invitations WHERE publication_id = $1"

_MADE_AT = """
    SELECT occurred_at
      FROM audit_entries
     WHERE subject = $1 AND action = 'invitation.created'
     ORDER BY occurred_at DESC
    OFFSET $2
     LIMIT 1
"""

_WIDTH = len(PublicationInvitation.__struct_fields__)
_ROLE = PublicationInvitation.__struct_fields__.index("role")
_ROLES = {role.value: role for role in PublicationRole}


class InvitationReader(Reader):
    """Nothing here is in answers that are kept, so no dependencies are declared."""

    async def by_ids(
        self, ids: Collection[PublicationInvitationId]
    ) -> Sequence[PublicationInvitation]:
        return [to_invitation(row) for row in await self.database.fetch(_BY_IDS, ids)]

    async def by_link(self, token_hash: bytes) -> PublicationInvitation | None:
        return _found(await self.database.fetchrow(_BY_LINK, token_hash))

    async def by_letter(self, token_hash: bytes, *, at: datetime) -> PublicationInvitation | None:
        return _found(await self.database.fetchrow(_BY_LETTER, token_hash, at))


class InvitationRepository(InvitationReader):
    async def lock(self, id: PublicationInvitationId) -> PublicationInvitation | None:
        return _found(await self.database.fetchrow(_LOCK, id))

    async def add_link(self, invitation: PublicationInvitation, token_hash: bytes) -> None:
        await self.database.execute(_ADD_LINK, *_values_of(invitation), token_hash)

    async def send(self, invitation: PublicationInvitation) -> PublicationInvitation:
        row = await self.database.fetchrow(_SEND, *_values_of(invitation), invitation.email)
        if row is None:
            raise LookupError("An upsert answered with nothing.")
        return to_invitation(row)

    async def use_link(self, token_hash: bytes, *, at: datetime) -> PublicationInvitation | None:
        return _found(await self.database.fetchrow(_USE_LINK, token_hash, at))

    async def remove(self, id: PublicationInvitationId) -> None:
        await self.database.execute(_REMOVE, id)

    async def remove_expired(self, publication_id: PublicationId, *, at: datetime) -> None:
        await self.database.execute(_REMOVE_EXPIRED, publication_id, at)

    async def remove_made_by(self, publication_id: PublicationId, user_id: UserId) -> None:
        await self.database.execute(_REMOVE_MADE_BY, publication_id, user_id)

    async def count(self, publication_id: PublicationId) -> int:
        count: int = await self.database.fetchval(_COUNT, publication_id)
        return count

    async def made_at(self, publication_id: PublicationId, number: int) -> datetime | None:
        subject = PUBLICATION.text_of(publication_id)
        made: datetime | None = await self.database.fetchval(_MADE_AT, subject, number - 1)
        return made


def to_invitation(row: Record) -> PublicationInvitation:
    values = list(row[:_WIDTH])
    values[_ROLE] = _ROLES[values[_ROLE]]
    return PublicationInvitation(*values)


def _found(row: Record | None) -> PublicationInvitation | None:
    return None if row is None else to_invitation(row)


def _values_of(invitation: PublicationInvitation) -> tuple[object, ...]:
    return (
        invitation.id,
        invitation.publication_id,
        invitation.inviter_id,
        invitation.role.value,
        invitation.capacity,
        invitation.created_at,
        invitation.expires_at,
    )


LISTS: Lists = {
    (InvitationsOf, None): ListOf(
        source="publication_invitations i",
        where="i.publication_id = wanted.parent_id AND i.expires_at > {0}",
        columns=COLUMNS,
        build=to_invitation,
        order=NEWEST_INVITATIONS,
        key="i.created_at",
        id="i.id",
    ),
    (InvitationsTo, None): ListOf(
        source="""accounts a
                  JOIN publication_invitations i ON lower(i.email) = lower(a.email)
                  JOIN visible_users u ON u.id = i.inviter_id""",
        where="""a.user_id = wanted.parent_id AND a.email_verified_at IS NOT NULL
                 AND i.email IS NOT NULL AND i.expires_at > {0}""",
        columns=COLUMNS,
        build=to_invitation,
        order=NEWEST_INVITATIONS,
        key="i.created_at",
        id="i.id",
    ),
}

# Answers that show them are for one viewer, and kept for nobody: their changes are not announced.
SCOPES: Scopes = {
    InvitationsOf: Scope(lambda _: [UNKNOWN]),
    InvitationsTo: Scope(lambda _: [UNKNOWN]),
}

"""Members of publications being changed, inside one unit of work."""

from db.publications import MembershipReader
from domain.ids import PublicationId, UserId
from domain.publications.models import Membership

_ADD = """
    INSERT INTO memberships (publication_id, user_id, role, joined_at)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id, publication_id) DO NOTHING
 RETURNING role
"""

_SAVE = "UPDATE memberships SET role = $3 WHERE publication_id = $1 AND user_id = $2"

_REMOVE = "DELETE FROM memberships WHERE publication_id = $1 AND user_id = $2"

_HAS_OWNER_BESIDES = """
    SELECT EXISTS (
        SELECT FROM memberships m
          JOIN accounts a ON a.user_id = m.user_id
         WHERE m.publication_id = $1 AND m.user_id <> $2 AND m.role = 'owner'
    )
"""


class MembershipRepository(MembershipReader):
    async def add(self, membership: Membership) -> bool:
        added = await self.database.fetchval(
            _ADD,
            membership.publication_id,
            membership.user_id,
            membership.role.value,
            membership.joined_at,
        )
        return added is not None

    async def save(self, membership: Membership) -> None:
        await self.database.execute(
            _SAVE, membership.publication_id, membership.user_id, membership.role.value
        )

    async def remove(self, publication_id: PublicationId, user_id: UserId) -> None:
        await self.database.execute(_REMOVE, publication_id, user_id)

    async def has_owner_besides(self, publication_id: PublicationId, user_id: UserId) -> bool:
        found: bool = await self.database.fetchval(_HAS_OWNER_BESIDES, publication_id, user_id)
        return found

"""Publications that are imported into."""

from collections.abc import Sequence
from datetime import datetime

from db.publications import PublicationReader
from domain.ids import PublicationId, UserId
from domain.publications.models import Publication, PublicationRole

_ADD = """
    INSERT INTO publications (id, handle, name, description, url, host, language, created_at)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8
     WHERE NOT EXISTS (SELECT FROM former_publication_handles former WHERE former.handle = $2)
        ON CONFLICT (handle) DO NOTHING
 RETURNING id
"""

_CHANGE = """
    UPDATE publications SET name = $2, description = $3, url = $4, language = $5 WHERE id = $1
"""

_JOIN = """
    INSERT INTO memberships AS member (publication_id, user_id, role, joined_at)
    SELECT $1, user_id, $3, $4
      FROM unnest($2::uuid[]) AS user_id
        ON CONFLICT (user_id, publication_id) DO UPDATE SET joined_at = EXCLUDED.joined_at
     WHERE member.joined_at > EXCLUDED.joined_at
"""


class PublicationRepository(PublicationReader):
    async def add(self, publication: Publication) -> bool:
        added = await self.database.fetchval(
            _ADD,
            publication.id,
            publication.handle,
            publication.name,
            publication.description,
            publication.url,
            publication.host,
            publication.language,
            publication.created_at,
        )
        return added is not None

    async def change(self, publication: Publication) -> None:
        await self.database.execute(
            _CHANGE,
            publication.id,
            publication.name,
            publication.description,
            publication.url,
            publication.language,
        )

    async def join(
        self,
        publication_id: PublicationId,
        user_ids: Sequence[UserId],
        role: PublicationRole,
        *,
        at: datetime,
    ) -> None:
        await self.database.execute(_JOIN, publication_id, list(user_ids), role.value, at)

"""Publications being changed, inside one unit of work."""

import asyncpg

from db.conflicts import refusing
from db.executor import Executor
from db.publications import COLUMNS, to_publication
from domain.ids import PublicationId, UserId
from domain.publications.models import Publication
from domain.publications.refusals import HandleTaken, HostTaken, PublicationNotEmpty
from domain.refusals import Refused

_MEANINGS = {"publications_handle": HandleTaken, "publications_host": HostTaken}

# Posts refer to it while they are written. They go on; only who changes the row itself waits.
_LOCK = f"SELECT {COLUMNS} FROM publications b WHERE b.id = $1 FOR NO KEY UPDATE"

_ADD = """
    INSERT INTO publications
           (id, handle, name, description, url, host, language, contributor_publishing,
            comments_default, comments_close_after_days, holds_first_comments, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""

_SAVE = """
    UPDATE publications
       SET handle = $2, name = $3, description = $4, url = $5, host = $6, language = $7,
           contributor_publishing = $8, comments_default = $9,
           comments_close_after_days = $10, holds_first_comments = $11
     WHERE id = $1
"""

_REMEMBER_HANDLE = """
    WITH taken_back AS (
        DELETE FROM former_publication_handles WHERE handle = $2 AND publication_id = $3
    )
    INSERT INTO former_publication_handles (handle, publication_id) VALUES ($1, $3)
"""

_COUNT_FORMER_HANDLES = "SELECT count(*) FROM former_publication_handles WHERE publication_id = $1"

_COUNT_OWNED = "SELECT count(*) FROM memberships WHERE user_id = $1 AND role = 'owner'"

_REMOVE_SERIES = "DELETE FROM series WHERE publication_id = $1"

_REMOVE_REDIRECTS = "DELETE FROM redirects WHERE publication_id = $1"

_REMOVE = "DELETE FROM publications WHERE id = $1"


class PublicationRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def lock(self, publication_id: PublicationId) -> Publication | None:
        row = await self._connection.fetchrow(_LOCK, publication_id)
        return None if row is None else to_publication(row)

    async def add(self, publication: Publication) -> None:
        with refusing(_MEANINGS):
            await self._connection.execute(_ADD, *_settings_of(publication), publication.created_at)

    async def save(self, publication: Publication) -> None:
        with refusing(_MEANINGS):
            await self._connection.execute(_SAVE, *_settings_of(publication))

    async def remember_handle(self, former: str, now: str, publication_id: PublicationId) -> None:
        await self._connection.execute(_REMEMBER_HANDLE, former, now, publication_id)

    async def count_former_handles(self, publication_id: PublicationId) -> int:
        count: int = await self._connection.fetchval(_COUNT_FORMER_HANDLES, publication_id)
        return count

    async def count_owned_by(self, user_id: UserId) -> int:
        count: int = await self._connection.fetchval(_COUNT_OWNED, user_id)
        return count

    async def remove(self, publication_id: PublicationId) -> None:
        try:
            for statement in (_REMOVE_SERIES, _REMOVE_REDIRECTS, _REMOVE):
                await self._connection.execute(statement, publication_id)
        except asyncpg.ForeignKeyViolationError as violation:
            raise Refused(PublicationNotEmpty()) from violation


def _settings_of(publication: Publication) -> tuple[object, ...]:
    return (
        publication.id,
        publication.handle,
        publication.name,
        publication.description,
        publication.url,
        publication.host,
        publication.language,
        publication.contributor_publishing.value,
        publication.comments_default.value,
        publication.comments_close_after_days,
        publication.holds_first_comments,
    )

"""What has been imported, by its name at the source."""

from collections.abc import Collection, Mapping
from datetime import datetime

from db.executor import Executor
from domain.importing.ports import KnownItem, Origin

_FIND = """
    SELECT external_id, subject_id, digest
      FROM imported_items
     WHERE source = $1 AND kind = $2 AND external_id = ANY($3::text[])
"""

# An item that is new has no row to lock, so its name is locked.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"

_REMEMBER = """
    INSERT INTO imported_items (source, kind, external_id, subject_id, digest, imported_at)
    SELECT $1, $2, external_id, subject_id, digest, $6
      FROM unnest($3::text[], $4::uuid[], $5::bytea[]) AS item (external_id, subject_id, digest)
        ON CONFLICT (source, kind, external_id) DO UPDATE
       SET subject_id = EXCLUDED.subject_id,
           digest = EXCLUDED.digest,
           imported_at = EXCLUDED.imported_at
"""


class KnownItems:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def find(
        self, source: str, kind: str, external_ids: Collection[str]
    ) -> Mapping[str, KnownItem]:
        rows = await self._database.fetch(_FIND, source, kind, list(external_ids))
        return {
            row["external_id"]: KnownItem(subject_id=row["subject_id"], digest=row["digest"])
            for row in rows
        }


class ItemRepository(KnownItems):
    async def lock(self, origin: Origin) -> KnownItem | None:
        name = "\n".join((origin.source, origin.kind, origin.external_id))
        await self._database.execute(_LOCK, name)
        known = await self.find(origin.source, origin.kind, [origin.external_id])
        return known.get(origin.external_id)

    async def remember(
        self, source: str, kind: str, items: Mapping[str, KnownItem], *, at: datetime
    ) -> None:
        await self._database.execute(
            _REMEMBER,
            source,
            kind,
            list(items),
            [item.subject_id for item in items.values()],
            [item.digest for item in items.values()],
            at,
        )

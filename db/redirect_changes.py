"""Redirects being changed in PostgreSQL, inside one unit of work."""

from datetime import datetime

from db.conflicts import refusing
from db.executor import Executor
from db.redirects import IN_ANY_STATE, WITH_TARGETS, to_redirect
from db.turns import take_turn
from domain.ids import PublicationId, RedirectId
from domain.redirects.models import Redirect, RedirectTarget
from domain.redirects.refusals import RedirectNotFound, RedirectSourceTaken
from domain.refusals import Refused

_MEANINGS = {"redirects_source_per_publication": RedirectSourceTaken}

_FIND = f"SELECT {IN_ANY_STATE} FROM {WITH_TARGETS} WHERE r.id = $1"

# Before the turn is taken: who moves a text holds it first, and then takes a turn.
_HOLD_POST = "SELECT path FROM posts WHERE id = $1 AND publication_id = $2 FOR KEY SHARE"
_HOLD_PAGE = "SELECT path FROM pages WHERE id = $1 AND publication_id = $2 FOR KEY SHARE"

_COUNT_RULES = "SELECT count(*) FROM redirects WHERE publication_id = $1 AND is_rule"

_STANDS_AT = """
    SELECT EXISTS (SELECT FROM visible_posts WHERE publication_id = $1 AND path = $2)
        OR EXISTS (SELECT FROM visible_pages WHERE publication_id = $1 AND path = $2)
"""

_URL_AT = "SELECT url FROM redirects WHERE publication_id = $1 AND source = $2"

_ADD = """
    INSERT INTO redirects
           (id, publication_id, source, post_id, page_id, url, is_permanent, created_at, is_rule)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true)
"""

_SAVE = "UPDATE redirects SET source = $2, is_permanent = $3 WHERE id = $1 RETURNING id"

_LEAD = "UPDATE redirects SET post_id = $2, page_id = $3, url = $4 WHERE id = $1"

_REMOVE = "DELETE FROM redirects WHERE id = $1 RETURNING id"


class RedirectRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def find(self, redirect_id: RedirectId) -> Redirect | None:
        row = await self._connection.fetchrow(_FIND, redirect_id)
        return None if row is None else to_redirect(row)

    async def target_path(
        self, publication_id: PublicationId, target: RedirectTarget
    ) -> str | None:
        statement = _HOLD_PAGE if target.post_id is None else _HOLD_POST
        id = target.page_id if target.post_id is None else target.post_id
        path: str | None = await self._connection.fetchval(statement, id, publication_id)
        return path

    async def take_turn(self, publication_id: PublicationId) -> None:
        await take_turn(self._connection, "addresses", publication_id)

    async def count_rules(self, publication_id: PublicationId) -> int:
        count: int = await self._connection.fetchval(_COUNT_RULES, publication_id)
        return count

    async def stands_at(self, publication_id: PublicationId, path: str) -> bool:
        stands: bool = await self._connection.fetchval(_STANDS_AT, publication_id, path)
        return stands

    async def url_at(self, publication_id: PublicationId, source: str) -> str | None:
        url: str | None = await self._connection.fetchval(_URL_AT, publication_id, source)
        return url

    async def add(self, redirect: Redirect, target: RedirectTarget, *, at: datetime) -> None:
        with refusing(_MEANINGS):
            await self._connection.execute(
                _ADD,
                redirect.id,
                redirect.publication_id,
                redirect.source,
                target.post_id,
                target.page_id,
                target.url,
                redirect.is_permanent,
                at,
            )

    async def save(self, redirect: Redirect, target: RedirectTarget | None) -> None:
        with refusing(_MEANINGS):
            saved = await self._connection.fetchval(
                _SAVE, redirect.id, redirect.source, redirect.is_permanent
            )
        if saved is None:
            raise Refused(RedirectNotFound())
        if target is not None:
            await self._connection.execute(
                _LEAD, redirect.id, target.post_id, target.page_id, target.url
            )

    async def remove(self, redirect_id: RedirectId) -> bool:
        return await self._connection.fetchval(_REMOVE, redirect_id) is not None

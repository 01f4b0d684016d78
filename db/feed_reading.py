"""What one person's feed shows. No answer that shows it is kept."""

from datetime import datetime
from uuid import UUID

from db.executor import Executor
from db.feed import latest_statement, to_feed_item
from db.feed_ranking import LISTS, is_kept, ranking_statement, to_ranked_item
from db.keyset import Form, in_order, rows_to_read
from db.seeing import seen
from domain.feed.models import FeedPage, LatestFeed, RankedFeed
from domain.ids import UserId, uuid7
from domain.paging import PageOf, PageRequest


class FeedReader:
    def __init__(self, database: Executor, seen_by: UserId | None = None) -> None:
        self._database = database
        self._seen_by = seen_by

    async def latest(self, listing: LatestFeed, request: PageRequest) -> FeedPage:
        statement = latest_statement(
            rows_to_read(request),
            backward=request.backward,
            from_start=request.beside is None,
            hides_people=self._seen_by is not None,
        )
        asked = (listing.user_id, *(request.beside or ()))
        rows = await self._database.fetch(*seen(self._seen_by, statement, *asked))
        items = [to_feed_item(row) for row in in_order(rows, request)]
        return FeedPage(PageOf(listing, request), items, len(rows) > len(items))

    async def rank(self, user_id: UserId, *, at: datetime) -> UUID:
        statement = ranking_statement()
        asked = (user_id, at, uuid7(at))
        snapshot_id: UUID = await self._database.fetchval(*seen(self._seen_by, statement, *asked))
        return snapshot_id

    async def ranked(self, listing: RankedFeed, request: PageRequest) -> FeedPage | None:
        statement = LISTS[RankedFeed, None].statement(Form.OF_ONE, request)
        asked = (listing.user_id, *listing.arguments, *(request.beside or ()))
        rows = await self._database.fetch(*seen(self._seen_by, statement, *asked))
        if not rows and not await is_kept(self._database, listing):
            return None
        items = [to_ranked_item(row) for row in in_order(rows, request)]
        return FeedPage(PageOf(listing, request), items, len(rows) > len(items))

"""Which posts are in a series, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.events import Event
from domain.ids import POST, PostId, SeriesId
from domain.posts import policy as post_policy
from domain.posts.models import Post
from domain.posts.ports import PostReader
from domain.posts.refusals import PostNotFound
from domain.publications.models import Membership
from domain.refusals import PermissionDenied, Refused, invalid
from domain.series import policy
from domain.series.editing import ids_of, lock_visible, require_to_edit
from domain.series.events import PostAddedToSeries, PostMovedInSeries, PostRemovedFromSeries
from domain.series.models import Series
from domain.series.places import Part, placed
from domain.series.ports import SeriesWork
from domain.series.refusals import (
    PostElsewhere,
    PostInSeriesAlready,
    PostNotInSeries,
    SeriesFull,
)
from domain.unit_of_work import UnitOfWork

MOST_POSTS = 1_000


@dataclass(frozen=True, slots=True)
class SeriesArranging:
    unit_of_work: UnitOfWork[SeriesWork]
    posts: PostReader
    clock: Clock

    async def add(
        self, actor: Actor, series_id: SeriesId, post_id: PostId, *, position: int | None
    ) -> Series:
        """Add a post at a place, or at the end.

        Refuses with Unauthenticated, SeriesNotFound, PostNotFound, PermissionDenied, InvalidInput,
        PostElsewhere, PostInSeriesAlready or SeriesFull.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        _check(position)
        found = await self.posts.by_ids([post_id])
        async with self.unit_of_work() as work:
            series, membership = await lock_visible(work, member, series_id)
            post = _visible(member, found, series, membership)
            _require_to_place(member, post, membership)
            if position is not None:
                require_to_edit(member, membership)
            if post.publication_id != series.publication_id:
                raise Refused(PostElsewhere())
            parts = await work.series.parts(series_id)
            if any(part.post_id == post_id for part in parts):
                raise Refused(PostInSeriesAlready())
            if len(parts) >= MOST_POSTS:
                raise Refused(SeriesFull())
            index = len(parts) if position is None else min(position - 1, len(parts))
            part, *others = placed(parts, post_id, index)
            await work.series.move_parts(series_id, others)
            await work.series.add_part(series_id, part)
            work.record(self._told(PostAddedToSeries, series, post_id))
        return series

    async def remove(self, actor: Actor, series_id: SeriesId, post_id: PostId) -> Series:
        """Take a post out of a series.

        Refuses with Unauthenticated, SeriesNotFound, PostNotFound, PermissionDenied or
        PostNotInSeries.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        found = await self.posts.by_ids([post_id])
        async with self.unit_of_work() as work:
            series, membership = await lock_visible(work, member, series_id)
            post = _visible(member, found, series, membership)
            _require_to_place(member, post, membership)
            _index_of(post_id, await work.series.parts(series_id))
            await work.series.remove_part(series_id, post_id)
            work.record(self._told(PostRemovedFromSeries, series, post_id))
        return series

    async def move(
        self,
        actor: Actor,
        series_id: SeriesId,
        post_id: PostId,
        *,
        position: int | None,
        after_post_id: PostId | None,
    ) -> Series:
        """Move a post to a place, or behind another one.

        Refuses with Unauthenticated, SeriesNotFound, PermissionDenied, InvalidInput or
        PostNotInSeries.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        _check(position)
        if (position is None) == (after_post_id is None):
            raise invalid("position", "Say one of position and afterPostId.")
        if after_post_id == post_id:
            raise invalid("afterPostId", "Must be another post.")
        async with self.unit_of_work() as work:
            series, membership = await lock_visible(work, member, series_id)
            require_to_edit(member, membership)
            parts = await work.series.parts(series_id)
            here = _index_of(post_id, parts)
            others = [part for part in parts if part.post_id != post_id]
            if after_post_id is not None:
                index = _index_of(after_post_id, others) + 1
            else:
                index = min((position or 1) - 1, len(others))
            if index == here:
                return series
            await work.series.move_parts(series_id, list(placed(others, post_id, index)))
            work.record(self._told(PostMovedInSeries, series, post_id))
        return series

    def _told(
        self,
        event: type[PostAddedToSeries | PostRemovedFromSeries | PostMovedInSeries],
        series: Series,
        post_id: PostId,
    ) -> Event:
        return event(occurred_at=self.clock(), post_id=POST.text_of(post_id), **ids_of(series))


def _visible(
    member: Member, found: Sequence[Post], series: Series, membership: Membership | None
) -> Post:
    """Return the post if the member may see it, be it in the publication of the series or not."""
    for post in found:
        is_here = post.publication_id == series.publication_id
        if post_policy.can_view(member, post, membership if is_here else None):
            return post
    raise Refused(PostNotFound())


def _check(position: int | None) -> None:
    if position is not None and position < 1:
        raise invalid("position", "Must be 1 or more.")


def _require_to_place(member: Member, post: Post, membership: Membership | None) -> None:
    if not policy.can_place(member, post, membership):
        message = "Only its editors, and authors of the post who are members, do this."
        raise Refused(PermissionDenied(message=message))


def _index_of(post_id: PostId, parts: Sequence[Part]) -> int:
    """Return where a post stands. Refuses with PostNotInSeries."""
    for index, part in enumerate(parts):
        if part.post_id == post_id:
            return index
    raise Refused(PostNotInSeries())

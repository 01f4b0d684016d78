"""What can be done to series, and what their editors see of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.ids import POST, PUBLICATION, SERIES, GlobalId, SeriesId
from domain.paging import Page
from domain.posts.models import Post
from domain.publications.models import Publication
from domain.publications.policy import can_see_everything
from domain.series.arranging import MOST_POSTS
from domain.series.editing import LONGEST_DESCRIPTION, LONGEST_TITLE, MOST_SERIES
from domain.series.models import (
    NEWEST_SERIES,
    PARTS_IN_ORDER,
    EveryPostInSeries,
    EverySeriesOf,
    Series,
)
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.viewer_rights import allowed_in, may_organise, pages_in, pages_where

SeriesArgument = Annotated[GlobalId, "The series."]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedSeries:
    """What creating a series answers with."""

    series: Series


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedSeries:
    """What updating a series answers with."""

    series: Series


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedSeries:
    """What deleting a series answers with."""

    deleted_series_id: SeriesId
    publication: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class GrownSeries:
    """What adding a post to a series answers with."""

    series: Series
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class ShrunkSeries:
    """What taking a post out of a series answers with."""

    series: Series
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class RearrangedSeries:
    """What moving a post in a series answers with."""

    series: Series


async def create_series(
    context: RequestContext,
    *,
    publication_id: Annotated[
        GlobalId, f"The publication, which may have {MOST_SERIES:,} series at most."
    ],
    title: Annotated[str, f"What it is called: {LONGEST_TITLE} characters at most."],
    slug: Annotated[
        str | None, "The name in addresses, 200 characters at most. Made of the title if not given."
    ] = None,
    description: Annotated[
        str | None, f"What it is about: plain text of {LONGEST_DESCRIPTION:,} characters at most."
    ] = None,
) -> CreatedSeries:
    """Make a series without posts. Its editors see it; others do once one of its posts is public.

    For the editors of the publication.
    """
    series = await context.services.series_editing.create(
        context.actor,
        to_id(PUBLICATION, publication_id, argument="publicationId"),
        title=title,
        slug=slug,
        description=description,
    )
    return CreatedSeries(series=series)


async def update_series(
    context: RequestContext,
    *,
    series_id: Annotated[GlobalId, "The series to change."],
    title: Annotated[str | None, "Another title, 200 characters at most."] = None,
    slug: Annotated[
        str | None,
        "Another name in addresses, 200 characters at most. The one of today will answer too.",
    ] = None,
    description: Annotated[
        str | None,
        f"What it is about: plain text of {LONGEST_DESCRIPTION:,} characters at most. "
        "An empty text removes it.",
    ] = None,
) -> UpdatedSeries:
    """Change what is given of a series. For the editors of its publication."""
    series = await context.services.series_editing.update(
        context.actor,
        to_id(SERIES, series_id, argument="seriesId"),
        title=title,
        slug=slug,
        description=description,
    )
    return UpdatedSeries(series=series)


async def delete_series(
    context: RequestContext, *, series_id: Annotated[GlobalId, "The series to delete."]
) -> DeletedSeries:
    """Delete a series. Its posts stay as they are. For the editors of its publication."""
    wanted = to_id(SERIES, series_id, argument="seriesId")
    series = await context.services.series_editing.delete(context.actor, wanted)
    publication = await context.loaders.publication.load_many([series.publication_id])
    return DeletedSeries(deleted_series_id=series.id, publication=existing(publication)[0])


async def add_post_to_series(
    context: RequestContext,
    *,
    series_id: Annotated[GlobalId, f"The series, of {MOST_POSTS:,} posts at most."],
    post_id: Annotated[GlobalId, "A post of the same publication."],
    position: Annotated[
        int | None, "Its place among all posts of the series, from 1 on. At the end if not given."
    ] = None,
) -> GrownSeries:
    """Add a post to a series.

    For the editors of the publication; members may add posts they wrote, at the end.
    """
    wanted = to_id(POST, post_id, argument="postId")
    series = await context.services.series_arranging.add(
        context.actor, to_id(SERIES, series_id, argument="seriesId"), wanted, position=position
    )
    [post] = existing(await context.loaders.post.load_many([wanted]))
    return GrownSeries(series=series, post=post)


async def remove_post_from_series(
    context: RequestContext,
    *,
    series_id: SeriesArgument,
    post_id: Annotated[GlobalId, "The post to take out."],
) -> ShrunkSeries:
    """Take a post out of a series.

    For the editors of the publication; members may take out posts they wrote.
    """
    wanted = to_id(POST, post_id, argument="postId")
    series = await context.services.series_arranging.remove(
        context.actor, to_id(SERIES, series_id, argument="seriesId"), wanted
    )
    [post] = existing(await context.loaders.post.load_many([wanted]))
    return ShrunkSeries(series=series, post=post)


async def move_post_in_series(
    context: RequestContext,
    *,
    series_id: SeriesArgument,
    post_id: Annotated[GlobalId, "The post to move."],
    position: Annotated[int | None, "Its new place among all posts of the series, from 1 on."] = (
        None
    ),
    after_post_id: Annotated[
        GlobalId | None, "Instead of a place: the post that it is to stand right behind."
    ] = None,
) -> RearrangedSeries:
    """Move a post in a series. For the editors of the publication."""
    behind = None if after_post_id is None else to_id(POST, after_post_id, argument="afterPostId")
    series = await context.services.series_arranging.move(
        context.actor,
        to_id(SERIES, series_id, argument="seriesId"),
        to_id(POST, post_id, argument="postId"),
        position=position,
        after_post_id=behind,
    )
    return RearrangedSeries(series=series)


async def viewer_can_edit(context: RequestContext, series: Sequence[Series]) -> Sequence[bool]:
    """Whether the viewer may change the series, and what is in it."""
    return await may_organise(context, (item.publication_id for item in series))


async def viewer_posts(
    context: RequestContext,
    series: Sequence[Series],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Post] | None]:
    """Posts of the series in any state, in their order. For its editors, null for others."""
    request = page_request(first, after, last, before, order=PARTS_IN_ORDER)
    publications = (item.publication_id for item in series)
    are_shown = await allowed_in(context, publications, can_see_everything)
    listings = (EveryPostInSeries(item.id) for item in series)
    return await pages_where(context, are_shown, listings, request)


async def viewer_series(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Series] | None]:
    """Series of the publication, those included that have no published post, newest first.

    For its editors, null for others.
    """
    request = page_request(first, after, last, before, order=NEWEST_SERIES)
    return await pages_in(context, publications, can_see_everything, EverySeriesOf, request)

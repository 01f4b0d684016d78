"""Finding things by their words."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, cast
from uuid import UUID

from domain.ids import COMMENT, POST, PUBLICATION, TAG, USER, Kind
from domain.paging import Cursor, PageRequest
from domain.refusals import invalid
from domain.search.highlights import Highlight
from domain.search.models import (
    LONGEST_LANGUAGE,
    LONGEST_PREFIX,
    LONGEST_QUERY,
    CountedAuthor,
    CountedTag,
    Facets,
    Found,
    FoundPage,
    Hit,
    SearchEdge,
    SearchFilter,
    SearchOf,
    SearchType,
    Suggested,
    Suggestion,
)
from domain.search.places import Place
from domain.tags.models import Tag
from domain.users.models import User
from resolvers.arguments import (
    MAX_PAGE_SIZE,
    After,
    Before,
    First,
    Last,
    refusing_foreign_cursors,
    stretch,
)
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.nodes import LOADERS

_DEFAULT_SUGGESTIONS = 10

_KINDS: Mapping[SearchType, Kind[Any]] = {
    SearchType.POST: POST,
    SearchType.COMMENT: COMMENT,
    SearchType.USER: USER,
    SearchType.TAG: TAG,
    SearchType.PUBLICATION: PUBLICATION,
}

Types = Annotated[list[SearchType] | None, "Which types of things to look for. All, if not given."]


async def search(  # noqa: PLR0913 - the arguments of the field
    context: RequestContext,
    *,
    query: Annotated[
        str,
        f"What to look for, {LONGEST_QUERY} characters at most. All of the words must be there; "
        '"words in quotes" stand next to each other, OR is between words of which one is '
        "enough, and a minus stands before a word that must not be there.",
    ],
    types: Types = None,
    filter: Annotated[  # noqa: A002 - the API's word
        SearchFilter | None, "What the matches must have in common: posts and comments alone do."
    ] = None,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> FoundPage:
    """What has all of these words, the best match first. Only what everyone may see is found."""
    if len(query) > LONGEST_QUERY:
        raise invalid("query", f"Must have {LONGEST_QUERY} characters at most.")
    narrowed = filter or SearchFilter()
    if narrowed.language is not None and len(narrowed.language) > LONGEST_LANGUAGE:
        raise invalid("filter.language", f"Must have {LONGEST_LANGUAGE} characters at most.")
    listing, request = _asked(SearchOf.of(query, types, narrowed), first, after, last, before)
    page = await context.services.search.found(listing, request)
    found = await _looked_up(context, page.nodes)
    known: SearchOf = page.asked.listing  # type: ignore[assignment]  # it was asked for so
    edges = [SearchEdge(found[hit.id], known, hit) for hit in page.nodes if hit.id in found]
    return FoundPage(page, edges)


async def totals(context: RequestContext, pages: Sequence[FoundPage]) -> Sequence[int]:
    """How many matches there are, 10,000 at most. Counted only when asked for."""
    return [await context.services.search.count(page.listing) for page in pages]


async def facets(context: RequestContext, pages: Sequence[FoundPage]) -> Sequence[Facets]:
    """What matching posts have in common. Counted only when asked for."""
    return [await context.services.search.facets(page.listing) for page in pages]


async def highlights(
    context: RequestContext, edges: Sequence[SearchEdge]
) -> Sequence[Sequence[Highlight]]:
    """Where the words stand. Empty for what was found by a name that is written alike."""
    found: dict[UUID, Sequence[Highlight]] = {}
    for listing in dict.fromkeys(edge.listing for edge in edges):
        of_listing = [edge for edge in edges if edge.listing == listing]
        found |= await context.services.search.highlights(listing, of_listing)
    return [found.get(edge.hit.id, ()) for edge in edges]


async def facet_tags(context: RequestContext, counted: Sequence[CountedTag]) -> Sequence[Tag]:
    """The tag."""
    return existing(await context.loaders.tag.load_many(each.tag_id for each in counted))


async def facet_users(context: RequestContext, counted: Sequence[CountedAuthor]) -> Sequence[User]:
    """Who wrote them, alone or with others."""
    return existing(await context.loaders.user.load_many(each.user_id for each in counted))


async def suggest(
    context: RequestContext,
    *,
    prefix: Annotated[
        str,
        f"What somebody has written so far, {LONGEST_PREFIX} characters at most. "
        "The last word may only have begun.",
    ],
    types: Types = None,
    first: Annotated[int, f"How many to suggest: 0 to {MAX_PAGE_SIZE}."] = _DEFAULT_SUGGESTIONS,
) -> Sequence[Suggestion]:
    """Things whose names go on as somebody has begun to write. Comments have no names."""
    if len(prefix) > LONGEST_PREFIX:
        raise invalid("prefix", f"Must have {LONGEST_PREFIX} characters at most.")
    if not 0 <= first <= MAX_PAGE_SIZE:
        raise invalid("first", f"Must be between 0 and {MAX_PAGE_SIZE}.")
    suggested = await context.services.search.suggested(prefix, types, first)
    found = await _looked_up(context, suggested)
    return [Suggestion(each.text, found[each.id]) for each in suggested if each.id in found]


def _asked(
    listing: SearchOf,
    first: int | None,
    after: Cursor | None,
    last: int | None,
    before: Cursor | None,
) -> tuple[SearchOf, PageRequest]:
    asked = stretch(first, after, last, before)
    if asked.cursor is None:
        return listing, PageRequest(size=asked.size, backward=asked.backward)
    with refusing_foreign_cursors(asked.argument):
        place = Place.parse(asked.cursor, listing.question)
    return listing.going_on(place), PageRequest(
        size=asked.size, beside=place.position, backward=asked.backward
    )


async def _looked_up(
    context: RequestContext, wanted: Sequence[Hit | Suggested]
) -> Mapping[UUID, Found]:
    """Read what was found, unless it has gone, or been hidden from the viewer, meanwhile."""
    found: dict[UUID, Found] = {}
    for type_, kind in _KINDS.items():
        ids = [each.id for each in wanted if each.type is type_]
        if ids:
            things = await LOADERS[kind](context.loaders).load_many(ids)
            pairs = zip(ids, things, strict=True)
            found |= {id: cast(Found, thing) for id, thing in pairs if thing is not None}
    return found

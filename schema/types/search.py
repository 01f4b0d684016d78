"""What was looked for, and found, as the API shows it."""

from typing import Annotated

import strawberry

from domain.paging import Cursor
from domain.search import highlights, models
from execution.fields import batched
from resolvers import search as resolvers
from schema.connections import PageInfo
from schema.declarations import described, shows, shows_enum
from schema.types.comments import Comment
from schema.types.posts import Post
from schema.types.publications import Publication
from schema.types.tags import Tag
from schema.types.users import User

shows_enum(
    models.SearchType,
    description="What can be looked for.",
    values={
        models.SearchType.POST: "Posts, by their titles, subtitles, tags, briefs and texts.",
        models.SearchType.COMMENT: "Comments, by their texts.",
        models.SearchType.USER: "People, by their names, usernames and bios.",
        models.SearchType.TAG: "Tags, by their names, slugs and descriptions.",
        models.SearchType.PUBLICATION: "Publications, by their names, handles and descriptions.",
    },
)

SearchResult = Annotated[
    Post | Comment | User | Tag | Publication,
    strawberry.union("SearchResult", description="What can be found."),
]


@shows(highlights.TextRange)
class TextRange:
    """A stretch of a text, counted in UTF-16 code units, as the strings of JavaScript are."""

    start: int = described("How many code units stand before it.")
    end: int = described("How many code units stand before what follows it.")


@shows(highlights.Highlight)
class SearchHighlight:
    """Words that were looked for, where they stand."""

    field: str = described(
        "Which text it is: title, subtitle or content of a post, content of a comment, name, "
        "username or bio of a person, name or description of a tag, name, handle or description "
        "of a publication."
    )
    text: str = described("The text, or the part of a long one that has the words.")
    html: str = described(
        "The same as HTML that is safe to show: escaped, with mark around each of the words."
    )
    ranges: list[TextRange] = described("Where the words stand in text, ten at most.")


@shows(models.SearchEdge)
class SearchEdge:
    """Something that was found, and where it stands."""

    cursor: Cursor = described("Where it stands, for paging.")
    node: SearchResult = described("What was found.")
    highlights: list[SearchHighlight] = batched(resolvers.highlights, items=3)


@shows(models.CountedTag)
class SearchFacetTag:
    """A tag, and how many of the posts that match are filed under it."""

    tag: Tag = batched(resolvers.facet_tags)
    count: int = described("How many of the posts there are.")


@shows(models.CountedAuthor)
class SearchFacetAuthor:
    """Somebody, and how many of the posts that match they wrote."""

    user: User = batched(resolvers.facet_users)
    count: int = described("How many of the posts there are.")


@shows(models.Facets)
class SearchFacets:
    """What the posts that match have in common: of the newest 1,000, where there are more."""

    tags: list[SearchFacetTag] = described("Their tags, the most frequent ten.")
    authors: list[SearchFacetAuthor] = described("Who wrote them, the most frequent ten.")
    is_complete: bool = described("Whether all posts that match were counted.")


@shows(models.FoundPage)
class SearchConnection:
    """A stretch of what was found, the best match first."""

    edges: list[SearchEdge] = described("What was found, in the order of the list.")
    nodes: list[SearchResult] = described("The same, for those who need no cursors.")
    page_info: PageInfo = described("Where this page lies in the list.")
    total_count: int = batched(resolvers.totals)
    facets: SearchFacets = batched(resolvers.facets)
    is_by_likeness: bool = described(
        "Whether nothing has the words, and what is shown has a name that is written alike."
    )


@shows(models.Suggestion)
class Suggestion:
    """Something that somebody may be about to write the name of."""

    text: str = described("Its name, or its title.")
    node: SearchResult = described("What it is.")

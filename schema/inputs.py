"""What callers may hand in besides plain values, and the domain values that are made of it."""

from datetime import datetime

from domain.posts.listings import PostFilter
from domain.publications.details import LONGEST_LABEL
from domain.publications.models import NavigationLink
from domain.search.models import LONGEST_LANGUAGE, SearchFilter
from schema.declarations import accepts, described, optional


@accepts(NavigationLink)
class NavigationLinkInput:
    """An entry of the menu that a front end shows."""

    label: str = described(f"What it says, 1 to {LONGEST_LABEL} characters.")
    url: str = described(
        "Where it leads: a path that begins with one slash, or a web address, "
        "2,000 characters at most."
    )


@accepts(PostFilter)
class PostFilterInput:
    """What posts must have in common. Whatever is left out, or null, is left open."""

    publication: str | None = optional("The handle of their publication.")
    author: str | None = optional("The username of one of their authors.")
    tag: str | None = optional("The slug of a tag they are filed under.")
    language: str | None = optional("The language they are written in, as a BCP 47 tag.")
    published_from: datetime | None = optional("Published at this moment or later.")
    published_before: datetime | None = optional("Published before this moment.")


@accepts(SearchFilter)
class SearchFilterInput:
    """What matches must have in common. Whatever is left out, or null, is left open.

    With any of it, only posts and comments are found.
    """

    publication: str | None = optional(
        "The handle of the publication that they, or their posts, are in: 60 characters at most."
    )
    author: str | None = optional("The username of who wrote them: 60 characters at most.")
    tag: str | None = optional(
        "The slug of a tag that they, or their posts, are filed under: 100 characters at most."
    )
    language: str | None = optional(
        "The language that they, or their posts, are written in, as a BCP 47 tag: "
        f"{LONGEST_LANGUAGE} characters at most."
    )
    published_from: datetime | None = optional("Published at this moment or later.")
    published_before: datetime | None = optional("Published before this moment.")

"""What callers may hand in besides plain values, and the domain values that are made of it."""

from datetime import datetime

from domain.posts.listings import PostFilter
from schema.declarations import accepts, optional


@accepts(PostFilter)
class PostFilterInput:
    """What posts must have in common. Whatever is left out, or null, is left open."""

    publication: str | None = optional("The handle of their publication.")
    author: str | None = optional("The username of one of their authors.")
    tag: str | None = optional("The slug of a tag they are filed under.")
    language: str | None = optional("The language they are written in, as a BCP 47 tag.")
    published_from: datetime | None = optional("Published at this moment or later.")
    published_before: datetime | None = optional("Published before this moment.")

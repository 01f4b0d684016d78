"""What callers may hand in besides plain values, and the domain values that are made of it."""

from datetime import datetime

from domain.posts.listings import PostFilter, PostOrder
from schema.declarations import accepts, optional, shows_enum

shows_enum(
    PostOrder,
    description="What posts can be sorted by.",
    values={
        PostOrder.NEWEST: "The latest published first.",
        PostOrder.OLDEST: "The earliest published first.",
        PostOrder.MOST_REACTED: "Those with the most reactions first.",
        PostOrder.MOST_DISCUSSED: "Those with the most comments first.",
        PostOrder.TOP_OF_DAY: "Those with the most reactions, of the last 24 hours.",
        PostOrder.TOP_OF_WEEK: "Those with the most reactions, of the last 7 days.",
        PostOrder.TOP_OF_MONTH: "Those with the most reactions, of the last 30 days.",
        PostOrder.TOP_OF_YEAR: "Those with the most reactions, of the last 365 days.",
    },
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

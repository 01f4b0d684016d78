"""What lists can be sorted by."""

from domain.comments.models import CommentOrder
from domain.posts.listings import PostOrder
from domain.tags.models import TagOrder
from schema.declarations import shows_enum

shows_enum(
    PostOrder,
    description="What posts can be sorted by.",
    values={
        PostOrder.NEWEST: "The latest published first.",
        PostOrder.OLDEST: "The earliest published first.",
        PostOrder.MOST_REACTED: "Those with the most reactions first.",
        PostOrder.MOST_DISCUSSED: "Those with the most comments first.",
        PostOrder.RISING: (
            "Those that are young and taken up first: a post of a day later counts as much as one "
            "with ten times the reactions and comments."
        ),
        PostOrder.TOP_OF_DAY: "Those with the most reactions, of the last 24 hours.",
        PostOrder.TOP_OF_WEEK: "Those with the most reactions, of the last 7 days.",
        PostOrder.TOP_OF_MONTH: "Those with the most reactions, of the last 30 days.",
        PostOrder.TOP_OF_YEAR: "Those with the most reactions, of the last 365 days.",
    },
)

shows_enum(
    CommentOrder,
    description="What comments can be sorted by.",
    values={
        CommentOrder.OLDEST: "The oldest first.",
        CommentOrder.NEWEST: "The newest first.",
        CommentOrder.TOP: "Those with the most reactions first.",
    },
)

shows_enum(
    TagOrder,
    description="What tags can be sorted by.",
    values={
        TagOrder.MOST_USED: "Those with the most published posts first.",
        TagOrder.SLUG: "In the order of their slugs, byte by byte.",
        TagOrder.NEWEST: "The newest first.",
    },
)

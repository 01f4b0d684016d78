"""What becomes of what somebody wrote when they leave."""

from domain.people.models import LeftContent
from schema.declarations import shows_enum

shows_enum(
    LeftContent,
    description="What becomes of posts and comments when their author leaves.",
    values={
        LeftContent.ERASE: (
            "They are removed. Comments leave their places, so that the answers of others can be "
            "read. What was written with others is theirs."
        ),
        LeftContent.KEEP_ANONYMOUS: ("What is public stays, under no name. The rest is removed."),
    },
)

"""What holds for discussions, as the API shows it."""

from datetime import datetime

from domain.discussions import settings
from domain.publications.models import DiscussionPolicy
from execution.fields import batched
from resolvers import discussions as resolvers
from schema.declarations import described, shows
from schema.types import roles  # noqa: F401 - declared before the first field that shows them


@shows(settings.Discussion)
class PostDiscussion:
    """What holds for the comments on a post."""

    policy: DiscussionPolicy = described("Who may comment.")
    closes_at: datetime | None = described(
        "Until when, in UTC. Null when there is no end, and while the post is not published."
    )
    is_locked: bool = described("Whether nobody may, because all of the discussion is locked.")
    is_open: bool = batched(resolvers.are_open)
    takes_guests: bool = batched(resolvers.take_guests)
    own_policy: DiscussionPolicy | None = described(
        "What the post says for itself. Null where its publication decides."
    )
    own_closes_after_days: int | None = described(
        "For how many days the post says that comments are taken: 0 for ever, and null where its "
        "publication decides."
    )

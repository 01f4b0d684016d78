"""Comments of people without an account, until they have proved their address."""

from datetime import datetime, timedelta

from domain.ids import CommentId, GuestCommentId, PostId
from domain.model import Model

LONGEST_NAME = 100

MOST_WAITING = 20
"""How many comments of one address wait for their proof. With one more, the oldest goes."""

LAST = timedelta(hours=48)
"""How long they wait: longer than the link, which lasts from when its letter is sent."""


class GuestComment(Model, frozen=True):
    """What somebody wants to say who has not proved yet that the address is theirs."""

    id: GuestCommentId
    post_id: PostId
    parent_id: CommentId | None
    email: str
    name: str
    markdown: str
    created_at: datetime
    expires_at: datetime

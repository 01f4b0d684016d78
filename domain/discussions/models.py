"""How things stand where somebody wants to write."""

from typing import NamedTuple

from domain.ids import CommentId, PostId
from domain.model import Model


class Below(NamedTuple):
    """Where somebody writes: below a post, or below one of its comments."""

    post_id: PostId
    comment_id: CommentId | None


class DiscussionStanding(Model, frozen=True, kw_only=True):
    """What decides whether one member may write in one place of a discussion."""

    is_public: bool
    """Whether readers see the post."""

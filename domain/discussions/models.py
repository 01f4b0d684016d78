"""How things stand where somebody wants to write."""

from typing import NamedTuple

from domain.ids import CommentId, PostId
from domain.model import Model
from domain.publications.models import PublicationRole


class Below(NamedTuple):
    """Where somebody writes: below a post, or below one of its comments."""

    post_id: PostId
    comment_id: CommentId | None


class DiscussionStanding(Model, frozen=True, kw_only=True):
    """What decides what one member may do in one place of a discussion."""

    is_public: bool
    """Whether readers see the post."""
    is_below_deleted: bool
    """Whether nothing but its place is left of the comment."""
    is_author: bool
    """Whether the post is by the member, alone or with others."""
    role: PublicationRole | None
    """What the member is in the publication."""

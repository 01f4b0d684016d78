"""How things stand where somebody wants to write."""

from typing import NamedTuple

from domain.discussions.settings import Discussion
from domain.ids import CommentId, PostId
from domain.model import Model
from domain.publications.models import PublicationRole

MOST_PINNED = 3
"""How many comments of one post are pinned at a time."""

MOST_LOCKS = 20
"""How many threads of one post are locked at a time. Reading looks at the whole length of each."""

MOST_HELD = 5
"""How many comments of one person wait in one publication."""


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
    is_below_locked: bool
    """Whether the comment, or one that it answers, however far above, is locked."""
    is_author: bool
    """Whether the post is by the member, alone or with others."""
    role: PublicationRole | None
    """What the member is in the publication."""
    is_follower: bool
    """Whether the member follows the author or the publication."""
    is_new_here: bool
    """Whether the publication looks at first comments, and has let none of the member's through."""
    discussion: Discussion
    """What holds for the comments on the post."""


class CommentMarks(Model, frozen=True):
    """What those who keep order have done to a comment."""

    post_id: PostId
    is_pinned: bool
    is_locked: bool
    """Whether it, or one that it answers, however far above, is locked."""
    is_hidden: bool
    is_held: bool

"""Who may do what with a comment. Pure questions: no I/O, no exceptions, no framework.

Where a comment stands, and what somebody is there, is told by a standing below it.
"""

from domain.actor import Actor, Member
from domain.comments.models import Comment
from domain.discussions.models import DiscussionStanding
from domain.discussions.policy import can_keep_order, writes
from domain.publications.roles import is_editor_role


def is_author(actor: Actor, comment: Comment) -> bool:
    return isinstance(actor, Member) and actor.user_id == comment.author_id


def can_update(actor: Actor, comment: Comment) -> bool:
    """Nobody changes what somebody else has said."""
    return writes(actor) and is_author(actor, comment)


def can_delete(actor: Actor, comment: Comment, standing: DiscussionStanding) -> bool:
    """Authors take back what they said. Whose post it is, and the staff, keep order."""
    return writes(actor) and (is_author(actor, comment) or can_keep_order(actor, standing))


def can_read_history(actor: Actor, standing: DiscussionStanding) -> bool:
    """What was changed is shown to those who must judge it: the staff, and editors."""
    return isinstance(actor, Member) and (actor.is_staff or is_editor_role(standing.role))

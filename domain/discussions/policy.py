"""Who may write in a discussion. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Actor, Member, Scope
from domain.discussions.models import DiscussionStanding
from domain.discussions.refusals import CommentDeleted
from domain.posts.refusals import PostNotPublished
from domain.publications.roles import is_editor_role
from domain.refusals import Refusal


def can_comment(actor: Actor, standing: DiscussionStanding | None) -> bool:
    """Whether somebody may write in a place, which is None where there is none for them."""
    return writes(actor) and standing is not None and what_is_against_it(standing) is None


def what_is_against_it(standing: DiscussionStanding) -> Refusal | None:
    """Return what keeps a member from writing there, or None when nothing does."""
    if not standing.is_public:
        return PostNotPublished()
    if standing.is_below_deleted:
        return CommentDeleted(message="The comment that this answers is deleted.")
    return None


def can_keep_order(actor: Actor, standing: DiscussionStanding) -> bool:
    """Whether somebody decides what is said there: whose post it is, its editors, the staff."""
    if not isinstance(actor, Member):
        return False
    return actor.is_staff or standing.is_author or is_editor_role(standing.role)


def writes(actor: Actor) -> bool:
    """Whether what asks may write comments, where the person may."""
    return isinstance(actor, Member) and Scope.WRITE_COMMENTS in actor.scopes

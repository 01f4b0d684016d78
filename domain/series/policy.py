"""Who may do what to a series. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Actor, Member
from domain.posts.models import Post
from domain.publications.models import Membership
from domain.publications.policy import can_organise, can_see_everything
from domain.series.models import Series


def can_view(actor: Actor, series: Series, membership: Membership | None) -> bool:
    """A series is public once one of its posts is; before that it is for editors."""
    return series.is_public or can_see_everything(actor, membership)


def can_edit(actor: Actor, membership: Membership | None) -> bool:
    """Editors make series, and decide what is in them and in which order."""
    return can_organise(actor, membership)


def can_place(actor: Actor, post: Post, membership: Membership | None) -> bool:
    """Authors who are members add their own post at the end of a series, and take it out."""
    if not isinstance(actor, Member):
        return False
    is_author = actor.user_id == post.author_id or actor.user_id in post.co_author_ids
    return can_edit(actor, membership) or (membership is not None and is_author)

"""Who decides who a post is by. Pure questions."""

from domain.actor import Actor, Member
from domain.ids import UserId
from domain.posts import policy
from domain.posts.models import Post
from domain.publications.models import Membership


def can_choose_co_authors(actor: Actor, post: Post, membership: Membership | None) -> bool:
    """Its author does, and so do the editors of its publication. Co-authors do not."""
    if not isinstance(actor, Member):
        return False
    return actor.user_id == post.author_id or policy.can_publish(actor, membership)


def can_remove_co_author(
    actor: Actor, post: Post, membership: Membership | None, co_author_id: UserId
) -> bool:
    """Whoever chooses co-authors may. Everyone may leave."""
    is_oneself = isinstance(actor, Member) and actor.user_id == co_author_id
    return is_oneself or can_choose_co_authors(actor, post, membership)


def can_change_author(actor: Actor, membership: Membership | None) -> bool:
    """Only the editors of a publication say who its posts are by."""
    return policy.can_publish(actor, membership)

"""Who may do what with bookmarks. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Actor, Member
from domain.bookmarks.models import BookmarkList


def can_view(actor: Actor, bookmark_list: BookmarkList) -> bool:
    """What somebody keeps is for them alone, the staff included."""
    return isinstance(actor, Member) and actor.user_id == bookmark_list.user_id

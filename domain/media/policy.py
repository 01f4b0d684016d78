"""Who may do what to a picture, besides looking at it where it is shown."""

from domain.actor import Actor, Member
from domain.media.uploads import Media


def can_view(actor: Actor, media: Media) -> bool:
    """Only whoever brought a picture sees it in their collection."""
    return isinstance(actor, Member) and actor.user_id == media.uploader_id

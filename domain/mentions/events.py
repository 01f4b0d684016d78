"""What happens to people who are named in texts."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMentioned(Event):
    """A text that everybody may read links to somebody: told once, whatever becomes of the text."""

    name = "person.mentioned"
    user_id: GlobalId
    """Whom it links to."""
    author_id: GlobalId
    """Who wrote it."""
    post_id: GlobalId
    comment_id: GlobalId | None
    """The comment that it is in, if it is not in the post itself."""

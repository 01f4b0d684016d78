"""A text as its writer wrote it, and everything that is made of it once, when it is written."""

from domain.ids import ContentId, UserId
from domain.model import Model


class Heading(Model, frozen=True):
    """A line of the table of contents."""

    id: str
    """What a link to the heading ends with, after `#`. Unique in its text."""
    level: int
    title: str
    parent_id: str | None
    """The nearest heading before this one that has a lower level."""


class KnownPerson(Model, frozen=True):
    """Somebody whom a text names."""

    id: UserId
    url: str
    """Where the front end shows them."""


class Rendering(Model, frozen=True):
    """What a renderer makes of Markdown."""

    html: str
    """Safe to show: it passed the list of what is allowed."""
    text: str
    table_of_contents: tuple[Heading, ...]
    brief: str
    """The first words, for lists of texts that have no better description."""
    word_count: int
    reading_minutes: int
    renderer_version: int
    mentioned_ids: tuple[UserId, ...] = ()
    """Whom it links to, in the order of the text."""

    @property
    def read_time_in_minutes(self) -> int:
        return self.reading_minutes


class Content(Model, frozen=True):
    """The text of a post, a page or a comment, as it is stored and shown."""

    id: ContentId
    markdown: str
    html: str
    text: str
    table_of_contents: tuple[Heading, ...]
    brief: str
    word_count: int
    reading_minutes: int
    renderer_version: int
    mentioned_ids: tuple[UserId, ...] = ()
    """Whom a new text links to. Of one that is stored, mentions are read by themselves."""


class Written(Model, frozen=True):
    """A text as it was written, for those who render it."""

    id: ContentId
    markdown: str


def content_of(id: ContentId, markdown: str, rendering: Rendering) -> Content:
    return Content(
        id,
        markdown,
        rendering.html,
        rendering.text,
        rendering.table_of_contents,
        rendering.brief,
        rendering.word_count,
        rendering.reading_minutes,
        rendering.renderer_version,
        rendering.mentioned_ids,
    )

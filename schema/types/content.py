"""Texts as the API shows them."""

from domain.content import models
from schema.declarations import described, shows


@shows(models.Content)
class Content:
    """A text, in every form it may be needed in."""

    markdown: str = described("As it was written.")
    html: str = described("Ready to be shown: every tag in it passed a list of what is allowed.")
    text: str = described("Without any markup.")


@shows(models.Heading)
class Heading:
    """A line of a table of contents."""

    id: str = described("What a link to the heading ends with, after the #.")
    level: int = described("1 for the highest headings, 6 for the lowest.")
    title: str = described("The heading, as plain text.")
    parent_id: str | None = described("The id of the heading that this one stands under.")


@shows(models.Rendering)
class MarkdownPreview:
    """What becomes of a text that is not saved."""

    html: str = described("Ready to be shown: every tag in it passed a list of what is allowed.")
    table_of_contents: list[Heading] = described("The headings, in the order of the text.")
    word_count: int = described("How many words it has.")
    read_time_in_minutes: int = described("How long reading it takes most people, 1 or more.")

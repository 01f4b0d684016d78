"""Reading while writing."""

from execution.fields import root
from resolvers import writing as resolvers
from schema.declarations import root_type
from schema.types.content import MarkdownPreview


@root_type
class WritingQueries:
    """Reading while writing."""

    preview_markdown: MarkdownPreview = root(resolvers.preview_markdown, viewer=True)

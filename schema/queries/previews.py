"""Reading what is not published yet, by a secret link."""

from execution.fields import root
from resolvers import previews as resolvers
from schema.declarations import root_type
from schema.types.previews import PostPreview


@root_type
class PreviewQueries:
    """Reading by secret links."""

    post_preview: PostPreview | None = root(resolvers.post_preview, secret=True)

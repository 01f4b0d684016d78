"""Lists of bookmarks as the API shows them."""

from datetime import datetime

import strawberry

from domain.bookmarks import models
from domain.ids import BOOKMARK_LIST
from execution.fields import batched
from resolvers import bookmarks as resolvers
from schema.connections import Connection
from schema.declarations import described, identified, shows
from schema.node import Node
from schema.types.posts import Post


@shows(models.BookmarkList)
class BookmarkList(Node):
    """Posts that the viewer keeps for later. Nobody else sees it."""

    id: strawberry.ID = identified(BOOKMARK_LIST)
    name: str = described("What its person calls it.")
    is_default: bool = described("Whether bookmarks go here that name no list.")
    created_at: datetime = described("When it was made, in UTC.")
    post_count: int = batched(resolvers.post_counts, viewer=True)
    posts: Connection[Post] = batched(resolvers.posts, viewer=True)

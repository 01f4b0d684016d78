"""Series as the API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain.ids import SERIES
from domain.series import models
from execution.fields import batched
from resolvers import series as resolvers
from resolvers import series_changes
from schema.connections import Connection
from schema.declarations import described, identified, shows
from schema.node import Node
from schema.types.follows import Followable
from schema.types.publications import Publication

if TYPE_CHECKING:
    from schema.types.posts import Post

_Post = Annotated["Post", strawberry.lazy("schema.types.posts")]


@shows(models.Series)
class Series(Followable, Node):
    """Posts to be read one after the other."""

    id: strawberry.ID = identified(SERIES)
    slug: str = described("The name in addresses, unique among the series of its publication.")
    title: str = described("What the series is called.")
    description: str | None = described("What it is about, as plain text.")
    created_at: datetime = described("Since when there is such a series, in UTC.")
    publication: Publication = batched(resolvers.publications)
    posts: Connection[_Post] = batched(resolvers.posts)
    viewer_can_edit: bool = batched(series_changes.viewer_can_edit, viewer=True)
    viewer_posts: Connection[_Post] | None = batched(series_changes.viewer_posts, viewer=True)

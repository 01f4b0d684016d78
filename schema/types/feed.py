"""The viewer's feed as the API shows it."""

from domain.feed import models
from domain.feed.models import FeedOrder
from domain.paging import Cursor
from execution.fields import batched
from resolvers import feed as resolvers
from resolvers import paging
from schema.connections import PageInfo
from schema.declarations import described, shows, shows_enum
from schema.types.posts import Post
from schema.types.publications import Publication
from schema.types.series import Series
from schema.types.tags import Tag
from schema.types.users import User

shows_enum(
    FeedOrder,
    description="What a feed is sorted by.",
    values={FeedOrder.LATEST: "The latest published first."},
)


@shows(models.Signals)
class FeedSignals:
    """What placed a post where it is in a feed."""

    followed_authors: list[User] = batched(resolvers.followed_authors, items=1)
    followed_publication: Publication | None = batched(resolvers.followed_publications)
    followed_tags: list[Tag] = batched(resolvers.followed_tags, items=3)
    followed_series: list[Series] = batched(resolvers.followed_series, items=1)


@shows(models.FeedEdge)
class FeedEdge:
    """A post in a feed."""

    cursor: Cursor = described("Where the post stands, for paging.")
    node: Post = described("The post.")
    signals: FeedSignals = described("What placed it there.")


@shows(models.FeedPage)
class FeedConnection:
    """A stretch of a feed."""

    edges: list[FeedEdge] = described("The posts of this page, in the order of the feed.")
    nodes: list[Post] = described("The posts of this page, for those who need no cursors.")
    page_info: PageInfo = described("Where this page lies in the feed.")
    total_count: int = batched(paging.totals)

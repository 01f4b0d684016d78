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
    values={
        FeedOrder.LATEST: "The latest published first.",
        FeedOrder.RANKED: (
            "Those first that are young, taken up, and from what the viewer follows most closely, "
            "300 at most, with popular posts where there are few."
        ),
    },
)


@shows(models.Signals)
class FeedSignals:
    """What placed a post where it is in a feed."""

    followed_authors: list[User] = batched(resolvers.followed_authors, items=1)
    followed_publication: Publication | None = batched(resolvers.followed_publications)
    followed_tags: list[Tag] = batched(resolvers.followed_tags, items=3)
    followed_series: list[Series] = batched(resolvers.followed_series, items=1)
    is_popular: bool = described("Whether it is there because it is popular, and not followed.")
    is_known: bool | None = described(
        "Whether the viewer wrote it, has read half of it or more, or has reacted to it, which "
        "counts 1.5 against it. "
        "Null where the feed is not ranked, as are those below."
    )
    score: float | None = described(
        "What it was ranked by: engagement, freshness and affinity added up. "
        "One more is worth ten times the engagement."
    )
    engagement: float | None = described(
        "The logarithm of one more than its reactions and twice its comments."
    )
    freshness: float | None = described("Its age at that moment, in days, halved and negative.")
    affinity: float | None = described(
        "1 for a followed author, 0.7 for the publication, 0.5 for a series, and 0.3 for each of "
        "up to three tags, added up."
    )


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

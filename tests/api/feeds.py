"""What feeds show, and posts that have a rank in one."""

from datetime import timedelta
from typing import Any

from domain.actor import Member
from domain.ids import POST, PostId
from tests.api.client import Api
from tests.factories import NOON, make_follow, make_post, make_user
from tests.pinned import PinnedDatabase

FEED = """
    query ($first: Int, $after: String, $last: Int, $before: String) {
      viewer { feed(orderBy: RANKED, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        edges { cursor node { id } signals {
          followedAuthors { id } isPopular isKnown score engagement freshness affinity
        } }
        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      } }
    }
"""


async def read(api: Api, actor: Member, **paging: Any) -> Any:
    return (await api(FEED, actor=actor, **paging))["viewer"]["feed"]


def texts(*posts: PostId) -> list[str]:
    return [POST.text_of(post) for post in posts]


def shown(feed: Any) -> list[str]:
    return [edge["node"]["id"] for edge in feed["edges"]]


async def engage(
    database: PinnedDatabase, post: PostId, *, reactions: int = 0, comments: int = 0
) -> None:
    await database.execute(
        "UPDATE posts SET reaction_count = $2, comment_count = $3 WHERE id = $1",
        post,
        reactions,
        comments,
    )


async def make_reader(database: PinnedDatabase, posts: int = 6) -> tuple[Member, list[PostId]]:
    """Make somebody who follows an author with so many posts, each a day older than the last."""
    ada, bob = await make_user(database), await make_user(database)
    await make_follow(database, ada, user_id=bob.user_id)
    made = [
        await make_post(database, bob, published_at=NOON - timedelta(days=day))
        for day in range(posts)
    ]
    return ada, made

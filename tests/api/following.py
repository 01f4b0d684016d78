"""Following, and something to follow of each kind."""

from domain.ids import PUBLICATION, SERIES, TAG, USER
from tests.api.callers import mutation
from tests.factories import make_post, make_publication, make_series, make_tag, make_user
from tests.pinned import PinnedDatabase

_SUBJECT = "subject { __typename id followerCount viewerIsFollowing }"
FOLLOW = mutation("follow", _SUBJECT)
UNFOLLOW = mutation("unfollow", _SUBJECT)


async def make_subjects(database: PinnedDatabase) -> dict[str, str]:
    """Make something to follow of each kind, by the name of its type."""
    author = await make_user(database)
    daily = await make_publication(database, owner=author)
    post = await make_post(database, author, publication_id=daily, tags=["sql"])
    series = await make_series(database, daily, slug="parts", posts=[post])
    return {
        "User": USER.text_of(author.user_id),
        "Publication": PUBLICATION.text_of(daily),
        "Tag": TAG.text_of(await make_tag(database, "sql")),
        "Series": SERIES.text_of(series),
    }

"""The posts before and after a post."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from domain.ids import PublicationId
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import NOON, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase


async def find(api: Api, fields: str, *, slug: str = "hello", **asked: Any) -> Any:
    """Ask for fields of the post with this slug."""
    query = f"""
        query ($publication: String!, $slug: String!) {{
          post(publication: $publication, slug: $slug) {{ {fields} }}
        }}
    """
    return (await api(query, **{"publication": "gazette", "slug": slug} | asked))["post"]


async def make_gazette(database: PinnedDatabase) -> PublicationId:
    return await make_publication(database, handle="gazette", url="https://gazette.example")


async def test_next_and_previous_are_the_published_posts_beside_it_in_its_publication(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    gazette = await make_gazette(database)
    courier = await make_publication(database)

    async def make(slug: str, *, minutes: int, **more: Any) -> None:
        at = NOON + timedelta(minutes=minutes)
        publication_id = more.pop("publication_id", gazette)
        await make_post(
            database, author, publication_id=publication_id, slug=slug, published_at=at, **more
        )

    await make("first", minutes=1)
    await make("draft", minutes=2, status=PostStatus.DRAFT)
    await make("withdrawn", minutes=3, status=PostStatus.WITHDRAWN)
    await make("elsewhere", minutes=4, publication_id=courier)
    await make("second", minutes=5)
    await make("third", minutes=6)

    beside = "next { slug } previous { slug }"
    first, second, third = {"slug": "first"}, {"slug": "second"}, {"slug": "third"}
    assert await find(api, beside, slug="first") == {"previous": None, "next": second}
    assert await find(api, beside, slug="second") == {"previous": first, "next": third}
    assert await find(api, beside, slug="third") == {"previous": second, "next": None}
    assert await find(api, beside, slug="draft", actor=author) == {"previous": None, "next": None}


async def test_next_leads_through_posts_of_the_same_moment(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    gazette = await make_gazette(database)
    for number in range(5):
        await make_post(
            database, author, publication_id=gazette, slug=str(number), published_at=NOON
        )
    newest = (await api("{ posts { nodes { slug } } }"))["posts"]["nodes"]

    for newer, older in pairwise(post["slug"] for post in newest):
        beside = await find(api, "previous { slug next { slug } }", slug=newer)
        assert beside == {"previous": {"slug": older, "next": {"slug": newer}}}

"""Finding something to read without having asked for it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from domain.ids import POST
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import (
    NOON,
    import_post_reactions,
    make_comment,
    make_post,
    make_series,
    make_user,
)
from tests.pinned import PinnedDatabase

RISING = "{ posts(orderBy: RISING) { nodes { slug } } }"

RELATED = """
    query ($id: ID!) { node(id: $id) { ... on Post {
      relatedPosts { totalCount nodes { slug } }
    } } }
"""

SIMILAR = '{ tag(slug: "rust") { similarTags { totalCount nodes { slug } } } }'


def slugs(page: Any) -> Sequence[str]:
    return [node["slug"] for node in page["nodes"]]


async def test_a_day_counts_as_much_as_ten_times_the_response(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    ages = {"today": 0, "a-day-ago": 1, "three-days-ago": 3}
    posts = {
        slug: await make_post(database, ada, slug=slug, published_at=NOON - timedelta(days=days))
        for slug, days in ages.items()
    }
    assert slugs((await api(RISING))["posts"]) == list(ages)

    await import_post_reactions(database, posts["a-day-ago"], 10)
    assert slugs((await api(RISING))["posts"]) == ["a-day-ago", "today", "three-days-ago"]

    await import_post_reactions(database, posts["three-days-ago"], 1_100)
    assert slugs((await api(RISING))["posts"]) == ["three-days-ago", "a-day-ago", "today"]

    for _ in range(5):  # a comment counts as two reactions
        await make_comment(database, posts["today"], ada)
    assert slugs((await api(RISING))["posts"]) == ["today", "three-days-ago", "a-day-ago"]


async def test_a_post_of_any_date_has_its_place(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    for slug, year in (("first", 1970), ("last", 9998)):
        await make_post(database, ada, slug=slug, published_at=NOON.replace(year=year))

    assert slugs((await api(RISING))["posts"]) == ["last", "first"]


async def test_rare_tags_and_series_relate_posts_more_than_common_tags(
    database: PinnedDatabase, api: Api
) -> None:
    ada, eve, bob = [await make_user(database) for _ in range(3)]
    wanted = await make_post(database, ada, slug="wanted", tags=("news", "tokio"))
    for number in range(8):
        await make_post(database, eve, slug=f"news-{number}", tags=("news",))
    await make_post(database, bob, slug="rare", tags=("tokio",))
    await make_post(database, ada, slug="by-the-author")
    part = await make_post(database, bob, slug="part")
    publication_id = await database.fetchval(
        "SELECT publication_id FROM posts WHERE id = $1", wanted
    )
    await make_series(database, publication_id, slug="parts", posts=[wanted, part])
    await make_post(database, bob, slug="something-else", tags=("cooking",))

    related = (await api(RELATED, id=POST.text_of(wanted)))["node"]["relatedPosts"]

    assert slugs(related)[:2] == ["rare", "part"]
    assert set(slugs(related)[2:-1]) == {f"news-{number}" for number in range(8)}
    assert slugs(related)[-1] == "by-the-author"
    assert related["totalCount"] == 11


async def test_what_is_not_public_is_related_to_nothing(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    wanted = await make_post(database, ada, tags=("rust", "tokio"))
    draft = await make_post(database, ada, status=PostStatus.DRAFT, tags=("rust", "secret"))

    found = await api(RELATED, id=POST.text_of(wanted))
    of_draft = await api(RELATED, id=POST.text_of(draft), actor=ada)
    similar = await api(SIMILAR)

    assert found["node"]["relatedPosts"] == {"totalCount": 0, "nodes": []}
    assert of_draft["node"]["relatedPosts"] == {"totalCount": 0, "nodes": []}
    assert slugs(similar["tag"]["similarTags"]) == ["tokio"]


async def test_tags_that_stand_together_more_often_than_others_are_similar(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    for tags in (("rust", "tokio", "news"), ("rust", "tokio"), ("rust", "news")):
        await make_post(database, ada, tags=tags)
    for _ in range(6):
        await make_post(database, ada, tags=("news", "cooking"))

    similar = (await api(SIMILAR))["tag"]["similarTags"]

    assert similar == {"totalCount": 2, "nodes": [{"slug": "tokio"}, {"slug": "news"}]}


async def test_one_statement_finds_what_is_related_to_a_whole_page(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    for _ in range(12):
        await make_post(database, ada, tags=("rust", "tokio"))
    query = """
        query ($first: Int!) { posts(first: $first) { nodes {
          relatedPosts(first: 3) { nodes { title } }
          tags { similarTags(first: 3) { nodes { name } } }
        } } }
    """

    for first in (2, 12):
        database.statements.clear()
        await api(query, first=first)
        assert len(database.statements) == 4

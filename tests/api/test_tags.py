"""Tags, by their names of today and of before, and in every order."""

from typing import Any

import pytest

from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import NOON, make_post, make_publication, make_tag, make_user
from tests.pinned import PinnedDatabase

ORDERED = "query ($by: TagOrder!) { tags(orderBy: $by) { totalCount nodes { slug postCount } } }"


async def find(api: Api, fields: str, *, slug: str = "sql") -> Any:
    """Ask for fields of the tag with this slug."""
    query = f"query ($slug: String!) {{ tag(slug: $slug) {{ {fields} }} }}"
    return (await api(query, slug=slug))["tag"]


async def rename(database: PinnedDatabase, former: str, slug: str) -> None:
    """Let a tag have a former name."""
    await database.execute(
        "INSERT INTO former_tag_slugs VALUES ($1, $2)", former, await make_tag(database, slug)
    )


@pytest.mark.parametrize("slug", ["sql", "SQL"])
async def test_a_tag_is_found_by_its_slug_in_any_case(
    database: PinnedDatabase, api: Api, slug: str
) -> None:
    await make_post(database, await make_user(database), tags=("sql",))
    await database.execute(
        "UPDATE tags SET name = 'SQL', description = 'Tables.', created_at = $1", NOON
    )

    assert await find(api, "slug name description postCount createdAt", slug=slug) == {
        "slug": "sql",
        "name": "SQL",
        "description": "Tables.",
        "postCount": 1,
        "createdAt": "2026-01-02T12:00:00+00:00",
    }


@pytest.mark.parametrize("slug", ["", "sq", "sql ", "%", "draft-only", "unused", "x" * 9_000])
async def test_there_is_no_such_tag(database: PinnedDatabase, api: Api, slug: str) -> None:
    author = await make_user(database)
    await make_post(database, author, tags=("sql",))
    await make_post(database, author, tags=("draft-only",), status=PostStatus.DRAFT)
    await make_tag(database, "unused")

    assert await find(api, "slug", slug=slug) is None


async def test_a_tag_still_answers_to_its_former_names(database: PinnedDatabase, api: Api) -> None:
    author = await make_user(database)
    await make_post(database, author, tags=("postgresql", "sql"))
    await make_post(database, author, tags=("secret",), status=PostStatus.DRAFT)
    await rename(database, "postgres", "postgresql")
    await rename(database, "sql", "postgresql")
    await rename(database, "hidden", "secret")

    assert await find(api, "slug", slug="Postgres") == {"slug": "postgresql"}
    assert await find(api, "slug", slug="sql") == {"slug": "sql"}  # a name of today comes first
    assert await find(api, "slug", slug="hidden") is None


async def test_posts_are_found_by_a_former_name_of_their_tag(
    database: PinnedDatabase, api: Api
) -> None:
    await make_post(database, await make_user(database), tags=("postgresql",), slug="found")
    await rename(database, "postgres", "postgresql")

    data = await api('{ posts(filter: {tag: "postgres"}) { totalCount nodes { slug } } }')

    assert data["posts"] == {"totalCount": 1, "nodes": [{"slug": "found"}]}


async def test_tags_are_listed_in_the_order_asked(database: PinnedDatabase, api: Api) -> None:
    author = await make_user(database)
    for tags in (("news", "art"), ("sql", "art"), ("sql", "Zen", "art")):
        await make_post(database, author, tags=tags)
    await make_post(database, author, tags=("secret", "sql"), status=PostStatus.DRAFT)
    await make_tag(database, "unused")

    async def listed(by: str) -> list[tuple[str, int]]:
        page = (await api(ORDERED, by=by))["tags"]
        assert page["totalCount"] == 4
        return [(tag["slug"], tag["postCount"]) for tag in page["nodes"]]

    assert (await listed("MOST_USED"))[:2] == [("art", 3), ("sql", 2)]
    assert await listed("SLUG") == [("Zen", 1), ("art", 3), ("news", 1), ("sql", 2)]
    assert await listed("NEWEST") == [("Zen", 1), ("sql", 2), ("art", 3), ("news", 1)]


async def test_the_most_used_tags_come_first_when_nobody_says_otherwise(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    for tags in (("rare", "common"), ("common",)):
        await make_post(database, author, tags=tags)

    data = await api("{ tags { nodes { slug } } }")

    assert data == {"tags": {"nodes": [{"slug": "common"}, {"slug": "rare"}]}}


async def test_the_posts_of_a_tag_are_the_published_ones_of_every_publication(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    for handle in ("gazette", "courier"):
        publication_id = await make_publication(database, handle=handle)
        for status in (PostStatus.PUBLISHED, PostStatus.WITHDRAWN):
            await make_post(
                database,
                author,
                publication_id=publication_id,
                slug=f"{handle}-{status}",
                status=status,
                tags=("sql",),
            )
    await make_post(database, author, tags=("art",))

    assert await find(api, "postCount posts { totalCount nodes { slug } }") == {
        "postCount": 2,
        "posts": {
            "totalCount": 2,
            "nodes": [{"slug": "courier-published"}, {"slug": "gazette-published"}],
        },
    }


async def test_a_tag_appears_with_its_first_published_post_and_goes_with_its_last(
    database: PinnedDatabase, api: Api
) -> None:
    post_id = await make_post(
        database, await make_user(database), tags=("sql",), status=PostStatus.DRAFT
    )
    seen = [await find(api, "postCount")]

    for status in ("published", "withdrawn", "published"):
        await database.execute(
            "UPDATE posts SET status = $2, published_at = $3 WHERE id = $1", post_id, status, NOON
        )
        seen.append(await find(api, "postCount"))

    assert seen == [None, {"postCount": 1}, None, {"postCount": 1}]

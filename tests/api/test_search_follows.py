"""What can be found is what is there for everyone, from the moment it is."""

from collections.abc import Awaitable, Callable

import pytest

from db.search_upkeep import follow_names
from domain.ids import PostId
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.searching import found, search, suggested
from tests.factories import (
    block,
    delete_comment,
    hide_comment,
    make_comment,
    make_content,
    make_post,
    make_user,
    mute,
)
from tests.pinned import PinnedDatabase

Change = Callable[[PinnedDatabase, PostId], Awaitable[object]]


def _set(assignment: str) -> Change:
    async def change(database: PinnedDatabase, post_id: PostId) -> None:
        await database.execute(f"UPDATE posts SET {assignment} WHERE id = $1", post_id)  # noqa: S608 - below

    return change


async def _delete(database: PinnedDatabase, post_id: PostId) -> None:
    await database.execute("DELETE FROM post_tags WHERE post_id = $1", post_id)
    await database.execute("DELETE FROM posts WHERE id = $1", post_id)


async def _new_text(database: PinnedDatabase, post_id: PostId) -> None:
    text = await make_content(database, text="Of seals.")
    await database.execute("UPDATE posts SET content_id = $2 WHERE id = $1", post_id, text)


async def _same_text(database: PinnedDatabase, post_id: PostId) -> None:
    statement = """
        UPDATE contents SET text = 'Of seals.'
         WHERE id = (SELECT content_id FROM posts WHERE id = $1)
    """
    await database.execute(statement, post_id)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_set("status = 'withdrawn'"), id="unpublished"),
        pytest.param(_set("status = 'removed'"), id="removed"),
        pytest.param(_delete, id="gone"),
        pytest.param(_new_text, id="another text"),
        pytest.param(_same_text, id="the same text in other words"),
    ],
)
async def test_a_post_is_no_longer_found(
    database: PinnedDatabase, api: Api, change: Change
) -> None:
    text = await make_content(database, text="Of a walrus.")
    ada = await make_user(database)
    post = await make_post(database, ada, title="A", content_id=text, tags=("ice",))
    await make_comment(database, post, ada, text="No animal.")
    assert await found(api, "walrus") == ["A"]

    await change(database, post)

    assert await found(api, "walrus") == []
    page = await search(api, "walrus")
    assert page["totalCount"] == 0
    assert page["facets"] == {"isComplete": True, "tags": [], "authors": []}


@pytest.mark.parametrize("status", [each for each in PostStatus if each.value != "published"])
async def test_what_is_not_published_is_found_by_nobody(
    database: PinnedDatabase, api: Api, status: PostStatus
) -> None:
    ada = await make_user(database)
    post = await make_post(database, ada, title="walrus", status=status, tags=("walrus",))
    await make_comment(database, post, ada, text="walrus")

    for actor in (None, ada):
        page = await search(api, "walrus", actor=actor)
        assert page["edges"] == []
        assert page["totalCount"] == 0
        assert page["facets"]["tags"] == []
        assert await suggested(api, "walr", actor=actor) == []
        assert (await search(api, "walrsu", actor=actor))["edges"] == []
    rows = await database.fetchval("SELECT count(*) FROM post_search")
    assert rows == 0


async def test_a_post_is_found_once_it_is_published(database: PinnedDatabase, api: Api) -> None:
    post = await make_post(
        database, await make_user(database), title="walrus", status=PostStatus.DRAFT, tags=("ice",)
    )

    await database.execute(
        "UPDATE posts SET status = 'published', published_at = now() WHERE id = $1", post
    )

    assert await found(api, "walrus") == ["walrus"]
    assert await found(api, "ice walrus") == ["walrus"]


async def test_a_post_is_found_by_what_it_is_called_and_filed_under_now(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    post = await make_post(database, ada, title="seal", tags=("ice",), language="de")
    await make_comment(database, post, ada, text="Häuser")

    await database.execute("UPDATE posts SET title = 'walrus' WHERE id = $1", post)
    await database.execute("UPDATE tags SET name = 'Snow' WHERE slug = 'ice'")
    await database.execute("UPDATE posts SET language = 'xx' WHERE id = $1", post)

    assert await found(api, "walrus snow") == ["walrus"]
    assert await found(api, "seal") == []
    assert await found(api, "ice", types=["POST"]) == []
    assert await found(api, "haus") == []
    assert await found(api, "häuser") == ["Häuser"]


async def test_posts_are_found_by_the_name_of_the_tag_that_theirs_became(
    database: PinnedDatabase, api: Api
) -> None:
    await make_post(database, await make_user(database), title="A", tags=("ice", "snow"))
    await database.execute("DELETE FROM post_tags USING tags t WHERE tag_id = id AND slug = 'ice'")

    assert await found(api, "ice") == []
    assert await found(api, "snow", types=["POST"]) == ["A"]
    assert await found(api, "snow", filter={"tag": "snow"}) == ["A"]
    assert await found(api, "snow", filter={"tag": "ice"}) == []


async def test_a_comment_is_found_while_it_is_there(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    post = await make_post(database, ada)
    comments = [await make_comment(database, post, ada, text=f"walrus {n}") for n in range(4)]
    answer = await make_comment(database, post, ada, text="walrus 4", parent_id=comments[1])
    assert len(await found(api, "walrus")) == 5

    await delete_comment(database, comments[0])
    await hide_comment(database, comments[1])
    await database.execute(
        """
        UPDATE contents SET text = 'seal'
         WHERE id = (SELECT content_id FROM comments WHERE id = $1)
        """,
        comments[2],
    )

    assert await found(api, "walrus") == ["walrus 3"]
    assert await found(api, "seal") == ["seal"]
    indexed = await database.fetch("SELECT comment_id FROM comment_search")
    assert {row["comment_id"] for row in indexed} == {*comments[1:], answer}


async def test_people_publications_and_tags_are_found_by_their_names_of_today(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database, name="Walrus", username="walrus")
    await make_post(database, ada, tags=("walrus",))

    await database.execute("UPDATE users SET name = 'Seal', username = 'seal'")
    await database.execute("UPDATE tags SET name = 'Seal', slug = 'seal'")
    await database.execute("UPDATE publications SET name = 'Seal', handle = 'seal'")

    assert await found(api, "walrus") == []
    assert await suggested(api, "walr") == []
    assert await found(api, "seal", types=["USER", "TAG", "PUBLICATION"]) == ["seal"] * 3


async def test_a_tag_of_nothing_is_not_found(database: PinnedDatabase, api: Api) -> None:
    post = await make_post(database, await make_user(database), tags=("walrus",))
    await database.execute("UPDATE posts SET status = 'withdrawn' WHERE id = $1", post)

    assert await found(api, "walrus") == []
    assert await suggested(api, "walrus") == []


@pytest.mark.parametrize("hide", [block, mute])
async def test_nothing_tells_a_viewer_of_people_who_are_out_of_their_sight(
    database: PinnedDatabase, api: Api, hide: Callable[..., Awaitable[None]]
) -> None:
    ada, eve = [await make_user(database, username=name) for name in ("ada", "walrus-eve")]
    await make_post(database, eve, title="walrus", tags=("ice",))
    other = await make_post(database, ada, title="B", tags=("sea",))
    await make_comment(database, other, eve, text="walrus")
    await make_comment(database, other, ada, text="a walrus of mine")
    await hide(database, ada, eve)
    viewer = type(ada)(user_id=ada.user_id, hides_people=True)

    assert len(await found(api, "walrus")) == 4
    page = await search(api, "walrus", actor=viewer)

    assert [edge["node"]["__typename"] for edge in page["edges"]] == ["Comment"]
    assert page["totalCount"] == 1
    assert page["facets"] == {"isComplete": True, "tags": [], "authors": []}
    assert await suggested(api, "walrus", actor=viewer) == []
    assert (await search(api, "walrusse", actor=viewer))["edges"] == []


async def test_counters_do_not_write_words_again(database: PinnedDatabase) -> None:
    ada = await make_user(database)
    post = await make_post(database, ada, title="walrus")
    await make_comment(database, post, ada)
    statement = """
        SELECT (SELECT xmin::text || ctid::text FROM post_search)
            || (SELECT xmin::text || ctid::text FROM comment_search)
    """
    before = await database.fetchval(statement)

    await database.execute("UPDATE posts SET reaction_count = 7, comment_count = 8")
    await database.execute("UPDATE comments SET reaction_count = 7, position = 8")
    await database.execute("UPDATE contents SET html = '<p>Again.</p>'")

    assert await database.fetchval(statement) == before


async def test_posts_with_a_tag_of_another_name_follow_when_there_are_many(
    database: PinnedDatabase, api: Api
) -> None:
    await make_post(database, await make_user(database), title="A", tags=("ice",))
    await database.execute("UPDATE post_search SET is_stale = true")
    await database.execute("UPDATE post_search SET words = ''")
    assert await found(api, "ice", types=["POST"]) == []

    assert await follow_names(database) == 1
    assert await follow_names(database) == 0

    assert await found(api, "ice", types=["POST"]) == ["A"]

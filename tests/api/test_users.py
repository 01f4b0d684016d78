"""People, and what they have done."""

from typing import Any

import pytest

from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import (
    NOON,
    hide_comment,
    make_comment,
    make_post,
    make_publication,
    make_user,
)
from tests.pinned import PinnedDatabase


async def find(api: Api, fields: str, *, username: str = "ada") -> Any:
    """Ask for fields of the person with this name."""
    query = f"query ($username: String!) {{ user(username: $username) {{ {fields} }} }}"
    return (await api(query, username=username))["user"]


@pytest.mark.parametrize("username", ["ada", "Ada", "ADA"])
async def test_a_person_is_found_by_their_name_in_any_case(
    database: PinnedDatabase, api: Api, username: str
) -> None:
    await make_user(database, username="ada", name="Ada L.")

    assert await find(api, "name", username=username) == {"name": "Ada L."}


@pytest.mark.parametrize("username", ["", "bob", "ada ", "@ada", "_da", "x" * 9_000])
async def test_there_is_nobody_of_another_name(
    database: PinnedDatabase, api: Api, username: str
) -> None:
    await make_user(database, username="ada")

    assert await find(api, "name", username=username) is None


async def test_a_person_shows_what_is_known_of_them(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database, username="ada", name="Ada L.", created_at=NOON)
    unknown = {"bio": None, "location": None, "websiteUrl": None, "avatarUrl": None}

    fields = "username name bio location websiteUrl avatarUrl isClaimed createdAt"
    assert await find(api, fields) == unknown | {
        "username": "ada",
        "name": "Ada L.",
        "isClaimed": False,
        "createdAt": "2026-01-02T12:00:00+00:00",
    }

    await database.execute(
        """
        UPDATE users SET bio = 'Counts.', location = 'London', website_url = 'https://ada.example',
                         avatar_url = 'https://ada.example/me.png', claimed_at = $2
         WHERE id = $1
        """,
        ada.user_id,
        NOON,
    )
    assert await find(api, "bio location websiteUrl avatarUrl isClaimed") == {
        "bio": "Counts.",
        "location": "London",
        "websiteUrl": "https://ada.example",
        "avatarUrl": "https://ada.example/me.png",
        "isClaimed": True,
    }


async def test_people_are_listed_newest_first(database: PinnedDatabase, api: Api) -> None:
    for name in ("Ada", "Bob", "Cyd"):
        await make_user(database, name=name)

    data = await api("{ users { totalCount nodes { name } } }")

    assert data["users"] == {
        "totalCount": 3,
        "nodes": [{"name": "Cyd"}, {"name": "Bob"}, {"name": "Ada"}],
    }


async def test_the_posts_of_a_person_are_the_published_ones_in_every_publication(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = [await make_user(database, username=name) for name in ("ada", "bob")]
    await make_post(database, ada, slug="in-one")
    await make_post(database, ada, slug="in-another")
    await make_post(database, ada, slug="draft", status=PostStatus.DRAFT)
    await make_post(database, bob, slug="by-another")

    assert await find(api, "posts { totalCount nodes { slug } }") == {
        "posts": {"totalCount": 2, "nodes": [{"slug": "in-another"}, {"slug": "in-one"}]}
    }


async def test_the_publications_of_a_person_stand_by_handle_whatever_their_role(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = [await make_user(database, username=name) for name in ("ada", "bob")]
    await make_publication(database, handle="zebra", owner=ada)
    await make_publication(database, handle="alpha", contributor=ada, owner=bob)
    await make_publication(database, handle="middle", editor=ada)
    await make_publication(database, handle="other", owner=bob)

    assert await find(api, "publications { totalCount nodes { handle } }") == {
        "publications": {
            "totalCount": 3,
            "nodes": [{"handle": "alpha"}, {"handle": "middle"}, {"handle": "zebra"}],
        }
    }


async def test_the_comments_of_a_person_are_the_visible_ones_newest_first(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = [await make_user(database, username=name) for name in ("ada", "bob")]
    posts = [await make_post(database, bob) for _ in range(2)]
    draft = await make_post(database, ada, status=PostStatus.DRAFT)
    first = await make_comment(database, posts[0], ada, text="first")
    theirs = await make_comment(database, posts[0], bob, parent_id=first)
    await make_comment(database, posts[0], ada, parent_id=theirs, text="reply")
    hidden = await make_comment(database, posts[1], ada, text="hidden")
    await make_comment(database, posts[1], ada, parent_id=hidden, text="below the hidden")
    await make_comment(database, posts[1], ada, text="last")
    await make_comment(database, draft, ada, text="on a draft")
    await hide_comment(database, hidden)

    comments = (await find(api, "comments { totalCount nodes { content { text } } }"))["comments"]

    assert comments["totalCount"] == 3
    assert [item["content"]["text"] for item in comments["nodes"]] == ["last", "reply", "first"]

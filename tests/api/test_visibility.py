"""What one may not see does not exist: not in any list, count, node, address or neighbour.

A small world holds one thing of each kind that is public, and secrets of every kind. Every way to
read is tried for everyone, and no answer may tell of a secret.
"""

import json
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from domain.actor import Actor, Anonymous, Member, SiteRole
from domain.ids import COMMENT, PAGE, POST, REDIRECT, TAG, GlobalId
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import (
    NOON,
    hide_comment,
    make_comment,
    make_content,
    make_post,
    make_publication,
    make_series,
    make_tag,
    make_user,
)
from tests.pinned import PinnedDatabase

HUSHED = "hush"

_PAGING = ["first: 5", "last: 5"]
_POST_ORDERS = [
    "NEWEST",
    "OLDEST",
    "MOST_REACTED",
    "MOST_DISCUSSED",
    "TOP_OF_DAY",
    "TOP_OF_WEEK",
    "TOP_OF_MONTH",
    "TOP_OF_YEAR",
]
_COMMENT_ORDERS = ["OLDEST", "NEWEST", "TOP"]

_POST = """
    id title slug path brief commentCount tags { id slug } series { title }
    coAuthors { username } next { title } previous { title }
    comments(first: 5) {
        totalCount nodes { id content { text } replies(first: 5) { nodes { id } } }
    }
    thread(first: 5) { totalCount edges { repliesNotShown node { id content { text } } } }
"""


def ways() -> list[str]:
    """Return every way to read that there is without knowing an id."""
    lists = []
    for paging in _PAGING:
        for order in _POST_ORDERS:
            arguments = f"{paging}, orderBy: {order}"
            page = f"totalCount edges {{ cursor node {{ {_POST} }} }}"
            lists += [
                f"posts({arguments}) {{ {page} }}",
                f'posts({arguments}, filter: {{tag: "{HUSHED}-tag"}}) {{ {page} }}',
                f'posts({arguments}, filter: {{author: "ada"}}) {{ {page} }}',
                f'posts({arguments}, filter: {{publication: "daily"}}) {{ {page} }}',
                f'publication(handle: "daily") {{ postCount posts({arguments}) {{ {page} }} }}',
                f'user(username: "ada") {{ posts({arguments}) {{ {page} }} }}',
                f'tag(slug: "sql") {{ postCount posts({arguments}) {{ {page} }} }}',
                f'tag(slug: "{HUSHED}-tag") {{ slug posts({arguments}) {{ {page} }} }}',
            ]
        for order in _COMMENT_ORDERS:
            comments = "totalCount nodes { id content { text } post { title } }"
            lists += [
                f"posts {{ nodes {{ comments({paging}, orderBy: {order}) {{ {comments} "
                f"nodes {{ replies({paging}, orderBy: {order}) {{ {comments} }} }} }} }} }}",
                f'user(username: "ada") {{ comments({paging}) {{ {comments} }} }}',
            ]
        for order in ("MOST_USED", "SLUG", "NEWEST"):
            lists.append(f"tags({paging}, orderBy: {order}) {{ totalCount nodes {{ slug }} }}")
        of_publication = f"""
            tags({paging}) {{ totalCount nodes {{ slug postCount }} }}
            pages({paging}) {{ totalCount nodes {{ title }} }}
            redirects({paging}) {{ totalCount nodes {{ source target }} }}
            series({paging}) {{ totalCount nodes {{
                posts({paging}) {{ totalCount nodes {{ title }} }}
            }} }}
        """
        lists += [
            f'publication(handle: "daily") {{ {of_publication} }}',
            f"publications({paging}) {{ nodes {{ {of_publication} }} }}",
            f"posts {{ nodes {{ thread({paging}) {{ nodes {{ content {{ text }} }} }} }} }}",
        ]
    by_name = [
        f'post(publication: "daily", slug: "{HUSHED}-{status.value}") {{ title }}'
        for status in PostStatus
    ]
    by_path = [
        f'resolvePath(publication: "daily", path: "{path}") {{ __typename }}'
        for path in (
            f"{HUSHED}-draft",
            f"{HUSHED}-removed",
            f"old/{HUSHED}",
            f"tag/{HUSHED}-tag",
            f"{HUSHED}-page",
        )
    ]
    page = f'page(publication: "daily", slug: "{HUSHED}-page") {{ title }}'
    return [*lists, *by_name, *by_path, page]


@dataclass(frozen=True)
class World:
    """Who lives in it, and the ids of its secrets."""

    author: Member
    editor: Member
    stranger: Member
    secrets: list[GlobalId]
    posts: list[GlobalId]
    """Those secrets that are posts."""

    def actor(self, who: str) -> Actor:
        staff = Member(user_id=self.stranger.user_id, role=SiteRole.MODERATOR)
        actors: dict[str, Actor] = {
            "nobody": Anonymous(),
            "a stranger": self.stranger,
            "the author": self.author,
            "an editor": self.editor,
            "a moderator": staff,
        }
        return actors[who]


@pytest_asyncio.fixture
async def world(database: PinnedDatabase) -> World:
    author, editor, stranger = [await make_user(database) for _ in range(3)]
    await database.execute("UPDATE users SET username = 'ada' WHERE id = $1", author.user_id)
    daily = await make_publication(database, handle="daily", editor=editor)
    public = await make_post(database, author, publication_id=daily, tags=("sql",))
    hidden = [
        await make_post(
            database,
            author,
            publication_id=daily,
            status=status,
            title=f"{HUSHED} {status.value}",
            slug=f"{HUSHED}-{status.value}",
            tags=("sql", f"{HUSHED}-tag"),
        )
        for status in PostStatus
        if status is not PostStatus.PUBLISHED
    ]
    await make_post(database, author, publication_id=daily)
    await make_series(database, daily, slug="parts", posts=[public, *hidden])
    under_hidden_posts = [await make_comment(database, id, author, text=HUSHED) for id in hidden]
    await make_comment(database, public, author, text="Well said.")
    hidden_comment = await make_comment(database, public, author, text=HUSHED)
    await hide_comment(database, hidden_comment)
    buried = await make_comment(database, public, author, text=HUSHED, parent_id=hidden_comment)
    page_id, redirect_id = PAGE.new_id(at=NOON), REDIRECT.new_id(at=NOON)
    await database.execute(
        """
        INSERT INTO pages (id, publication_id, content_id, slug, path, title, status, updated_at,
                           created_at)
        VALUES ($1, $2, $3, $4, $4, $4, 'draft', $5, $5)
        """,
        page_id,
        daily,
        await make_content(database, text=HUSHED),
        f"{HUSHED}-page",
        NOON,
    )
    await database.execute(
        """
        INSERT INTO redirects (id, publication_id, source, post_id, is_permanent, created_at)
        VALUES ($1, $2, $3, $4, true, $5)
        """,
        redirect_id,
        daily,
        f"old/{HUSHED}",
        hidden[0],
        NOON,
    )
    posts = [POST.text_of(post_id) for post_id in hidden]
    comments = [COMMENT.text_of(id) for id in (*under_hidden_posts, hidden_comment, buried)]
    others = [
        TAG.text_of(await make_tag(database, f"{HUSHED}-tag")),
        PAGE.text_of(page_id),
        REDIRECT.text_of(redirect_id),
    ]
    return World(author, editor, stranger, [*posts, *comments, *others], posts)


def numbers(found: Any) -> set[int]:
    """Return every count in an answer."""
    if isinstance(found, dict):
        here = {value for key, value in found.items() if key.endswith("ount")}
        return here.union(*(numbers(value) for value in found.values())) - {None}
    return set().union(*map(numbers, found)) if isinstance(found, list) else set()


@pytest.mark.parametrize("who", ["nobody", "a stranger"])
async def test_no_way_to_read_tells_of_a_secret(world: World, api: Api, who: str) -> None:
    for way in ways():
        data = await api(f"{{ {way} }}", actor=world.actor(who))

        answer = json.dumps(data)
        assert HUSHED not in answer, way
        assert not [secret for secret in world.secrets if secret in answer], way
        # There are two public posts and one public comment, and no other thing twice.
        assert numbers(data) <= {0, 1, 2}, way


@pytest.mark.parametrize("who", ["nobody", "a stranger"])
async def test_the_id_of_a_secret_finds_nothing(world: World, api: Api, who: str) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"

    data = await api(query, actor=world.actor(who), ids=world.secrets)

    assert data["nodes"] == [None] * len(world.secrets)


@pytest.mark.parametrize("who", ["the author", "an editor", "a moderator"])
async def test_those_who_may_edit_a_post_find_it(world: World, api: Api, who: str) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"

    data = await api(query, actor=world.actor(who), ids=world.posts)
    by_name = await api(
        f'{{ post(publication: "daily", slug: "{HUSHED}-draft") {{ id }} }}', actor=world.actor(who)
    )

    assert [node["id"] for node in data["nodes"]] == world.posts
    assert by_name["post"]["id"] == world.posts[0]


@pytest.mark.parametrize("who", ["the author", "an editor", "a moderator"])
async def test_lists_are_public_for_everyone(world: World, api: Api, who: str) -> None:
    for way in ways():
        if way.startswith(("posts", "tags", "publication")):
            data = await api(f"{{ {way} }}", actor=world.actor(who))

            assert HUSHED not in json.dumps(data), way

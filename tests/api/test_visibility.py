"""What one may not see does not exist: not in any list, count, node, address or neighbour.

A small world holds one thing of each kind that is public, and secrets of every kind. Every way to
read is tried for everyone, and no answer may tell of a secret.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from domain.actor import Actor, Anonymous, Member, SiteRole
from domain.ids import COMMENT, PAGE, POST, REDIRECT, SERIES, TAG, GlobalId, PostId, PublicationId
from domain.pages.models import PageStatus
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import (
    hide_comment,
    make_comment,
    make_page,
    make_post,
    make_publication,
    make_redirect,
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


def ways() -> Iterator[str]:
    """Yield every way to read that there is without knowing an id."""
    for paging in _PAGING:
        for order in _POST_ORDERS:
            yield from _lists_of_posts(f"{paging}, orderBy: {order}")
        for order in _COMMENT_ORDERS:
            yield from _lists_of_comments(paging, order)
        for order in ("MOST_USED", "SLUG", "NEWEST"):
            yield f"tags({paging}, orderBy: {order}) {{ totalCount nodes {{ slug }} }}"
        yield from _lists_of_publications(paging)
    for status in PostStatus:
        yield f'post(publication: "daily", slug: "{HUSHED}-{status.value}") {{ title }}'
    for path in ("{}-draft", "{}-removed", "old/{}", "tag/{}-tag", "series/{}", "{}-page"):
        address = path.format(HUSHED)
        yield f'resolvePath(publication: "daily", path: "{address}") {{ __typename }}'
    yield f'page(publication: "daily", slug: "{HUSHED}-page") {{ title }}'


def _lists_of_posts(arguments: str) -> Iterator[str]:
    page = f"totalCount edges {{ cursor node {{ {_POST} }} }}"
    yield f"posts({arguments}) {{ {page} }}"
    for condition in (f'tag: "{HUSHED}-tag"', 'author: "ada"', 'publication: "daily"'):
        yield f"posts({arguments}, filter: {{{condition}}}) {{ {page} }}"
    yield f'publication(handle: "daily") {{ postCount posts({arguments}) {{ {page} }} }}'
    yield f'user(username: "ada") {{ posts({arguments}) {{ {page} }} }}'
    yield f'tag(slug: "sql") {{ postCount posts({arguments}) {{ {page} }} }}'
    yield f'tag(slug: "{HUSHED}-tag") {{ slug posts({arguments}) {{ {page} }} }}'


def _lists_of_comments(paging: str, order: str) -> Iterator[str]:
    comments = "totalCount nodes { id content { text } post { title } }"
    yield (
        f"posts {{ nodes {{ comments({paging}, orderBy: {order}) {{ {comments} "
        f"nodes {{ replies({paging}, orderBy: {order}) {{ {comments} }} }} }} }} }}"
    )
    yield f'user(username: "ada") {{ comments({paging}) {{ {comments} }} }}'


def _lists_of_publications(paging: str) -> Iterator[str]:
    lists = f"""
        tags({paging}) {{ totalCount nodes {{ slug postCount }} }}
        pages({paging}) {{ totalCount nodes {{ title }} }}
        redirects({paging}) {{ totalCount nodes {{ source target }} }}
        series({paging}) {{ totalCount nodes {{
            slug title posts({paging}) {{ totalCount nodes {{ title }} }}
        }} }}
    """
    yield f'publication(handle: "daily") {{ {lists} }}'
    yield f"publications({paging}) {{ nodes {{ {lists} }} }}"
    yield f"posts {{ nodes {{ thread({paging}) {{ nodes {{ content {{ text }} }} }} }} }}"


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


async def make_hidden_post(
    database: PinnedDatabase, author: Member, publication_id: PublicationId, status: PostStatus
) -> PostId:
    return await make_post(
        database,
        author,
        publication_id=publication_id,
        status=status,
        title=f"{HUSHED} {status.value}",
        slug=f"{HUSHED}-{status.value}",
        tags=("sql", f"{HUSHED}-tag"),
    )


@pytest_asyncio.fixture
async def world(database: PinnedDatabase) -> World:
    author, editor, stranger = [await make_user(database) for _ in range(3)]
    await database.execute("UPDATE users SET username = 'ada' WHERE id = $1", author.user_id)
    daily = await make_publication(database, handle="daily", editor=editor)
    public = await make_post(database, author, publication_id=daily, tags=("sql",))
    hidden = [
        await make_hidden_post(database, author, daily, status)
        for status in PostStatus
        if status is not PostStatus.PUBLISHED
    ]
    await make_post(database, author, publication_id=daily)
    await make_series(database, daily, slug="parts", posts=[public, *hidden])
    series_id = await make_series(database, daily, slug=HUSHED, posts=hidden)
    under_hidden_posts = [await make_comment(database, id, author, text=HUSHED) for id in hidden]
    await make_comment(database, public, author, text="Well said.")
    hidden_comment = await make_comment(database, public, author, text=HUSHED)
    await hide_comment(database, hidden_comment)
    buried = await make_comment(database, public, author, text=HUSHED, parent_id=hidden_comment)
    page_id = await make_page(
        database,
        daily,
        slug=f"{HUSHED}-page",
        title=HUSHED,
        text=HUSHED,
        status=PageStatus.DRAFT,
    )
    redirect_id = await make_redirect(database, daily, f"old/{HUSHED}", post_id=hidden[0])
    posts = [POST.text_of(post_id) for post_id in hidden]
    comments = [COMMENT.text_of(id) for id in (*under_hidden_posts, hidden_comment, buried)]
    others = [
        TAG.text_of(await make_tag(database, f"{HUSHED}-tag")),
        SERIES.text_of(series_id),
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

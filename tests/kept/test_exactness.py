"""A kept answer goes when something it shows changes, and not when anything else does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from domain.actor import Member
from domain.ids import POST, USER, CommentId, PostId, PublicationId
from domain.posts.models import PostStatus
from tests.factories import (
    NOON,
    import_post_reactions,
    make_comment,
    make_page,
    make_post,
    make_publication,
    make_redirect,
    make_series,
    make_user,
)
from tests.kept.site import Site
from tests.kept.world import World


@dataclass(frozen=True)
class Town:
    """Two of everything, of which answers show the first."""

    writer: asyncpg.Connection
    ada: Member
    bob: Member
    daily: PublicationId
    weekly: PublicationId
    shown: PostId
    other: PostId
    draft: PostId
    comment: CommentId

    async def set(self, table: str, id: Any, **values: Any) -> None:
        for column, value in values.items():
            statement = f"UPDATE {table} SET {column} = $2 WHERE id = $1"  # noqa: S608 - named below
            await self.writer.execute(statement, id, value)


@pytest_asyncio.fixture(loop_scope="session")
async def town(writer: asyncpg.Connection, site: Site) -> Town:
    await World.empty(writer)
    ada = await make_user(writer, username="ada")
    bob = await make_user(writer, username="bob")
    daily = await make_publication(writer, handle="daily", owner=ada)
    weekly = await make_publication(writer, handle="weekly", owner=bob)
    shown = await make_post(writer, ada, publication_id=daily, slug="shown", tags=["sql"])
    other = await make_post(writer, bob, publication_id=weekly, slug="other", tags=["http"])
    draft = await make_post(
        writer, bob, publication_id=weekly, slug="draft", status=PostStatus.DRAFT
    )
    comment = await make_comment(writer, shown, ada)
    await make_comment(writer, other, bob)
    await site.feed.caught_up()
    return Town(writer, ada, bob, daily, weekly, shown, other, draft, comment)


POST_PAGE = """{
  post(publication: "daily", slug: "shown") {
    title author { name } tags { name } series { title } commentCount content { html }
    reactionCounts { kind count }
    comments { totalCount nodes { content { html } author { name } } }
  }
}"""
NEWEST = "{ posts(first: 1, orderBy: OLDEST) { nodes { title commentCount } } }"
PUBLICATION = '{ publication(handle: "daily") { name posts { nodes { title } totalCount } } }'
AUTHOR = '{ user(username: "ada") { name posts { nodes { title } } comments { totalCount } } }'
TAG = '{ tag(slug: "sql") { name posts { nodes { title } } } }'
ADDRESS = '{ resolvePath(publication: "daily", path: "shown") { ... on Post { title } } }'
NO_POST = '{ post(publication: "daily", slug: "later") { title } }'
NO_USER = '{ user(username: "eve") { name } }'
NO_PATH = '{ resolvePath(publication: "daily", path: "old") { __typename } }'
PEOPLE = "{ users(first: 1) { nodes { username } } }"

Write = Callable[[Town], Awaitable[Any]]

LEAVES: list[tuple[str, str, Write]] = [
    ("a comment on another post", POST_PAGE, lambda t: make_comment(t.writer, t.other, t.ada)),
    ("another post", POST_PAGE, lambda t: make_post(t.writer, t.ada, publication_id=t.daily)),
    ("a hidden post", POST_PAGE, lambda t: t.set("posts", t.other, status="withdrawn")),
    ("another author's name", POST_PAGE, lambda t: t.set("users", t.bob.user_id, name="Rob")),
    ("reactions to another post", POST_PAGE, lambda t: import_post_reactions(t.writer, t.other, 1)),
    ("a comment on a post not shown", NEWEST, lambda t: make_comment(t.writer, t.other, t.ada)),
    ("a title not shown", NEWEST, lambda t: t.set("posts", t.other, title="New")),
    ("a draft", NEWEST, lambda t: t.set("posts", t.draft, title="New", slug="new")),
    ("a new draft", NEWEST, lambda t: make_post(t.writer, t.bob, status=PostStatus.DRAFT)),
    (
        "a post elsewhere",
        PUBLICATION,
        lambda t: make_post(t.writer, t.ada, publication_id=t.weekly),
    ),
    ("somebody else's post", AUTHOR, lambda t: make_post(t.writer, t.bob)),
    ("a post filed elsewhere", TAG, lambda t: make_post(t.writer, t.bob, tags=["http"])),
    ("a comment there", ADDRESS, lambda t: make_comment(t.writer, t.other, t.ada)),
    ("a new comment", NO_POST, lambda t: make_comment(t.writer, t.shown, t.ada)),
    ("a biography", NO_USER, lambda t: t.set("users", t.ada.user_id, bio="Born.")),
    ("a biography not shown", PEOPLE, lambda t: t.set("users", t.ada.user_id, bio="Born.")),
]

DROPS: list[tuple[str, str, Write]] = [
    ("a comment", POST_PAGE, lambda t: make_comment(t.writer, t.shown, t.bob)),
    ("a title", POST_PAGE, lambda t: t.set("posts", t.shown, title="New")),
    ("its author's name", POST_PAGE, lambda t: t.set("users", t.ada.user_id, name="Eve")),
    ("a reaction", POST_PAGE, lambda t: import_post_reactions(t.writer, t.shown, 1)),
    ("a text", POST_PAGE, lambda t: t.writer.execute("UPDATE contents SET html = 'new'")),
    (
        "a series",
        POST_PAGE,
        lambda t: make_series(t.writer, t.daily, slug="parts", posts=[t.shown]),
    ),
    ("a comment that is counted", NEWEST, lambda t: make_comment(t.writer, t.shown, t.bob)),
    (
        "a post from before it",
        NEWEST,
        lambda t: make_post(t.writer, t.bob, published_at=NOON - timedelta(days=1)),
    ),
    ("a new post", PUBLICATION, lambda t: make_post(t.writer, t.bob, publication_id=t.daily)),
    ("a moved post", PUBLICATION, lambda t: t.set("posts", t.other, publication_id=t.daily)),
    ("a new handle", PUBLICATION, lambda t: t.set("publications", t.daily, handle="new")),
    ("a comment elsewhere", AUTHOR, lambda t: make_comment(t.writer, t.other, t.ada)),
    ("a post filed so", TAG, lambda t: make_post(t.writer, t.bob, tags=["sql"])),
    ("a new path", ADDRESS, lambda t: t.set("posts", t.shown, path="2019/shown")),
    (
        "the post that was not there",
        NO_POST,
        lambda t: make_post(t.writer, t.ada, publication_id=t.daily, slug="later"),
    ),
    ("the user who was not there", NO_USER, lambda t: make_user(t.writer, username="eve")),
    ("a user called so now", NO_USER, lambda t: t.set("users", t.bob.user_id, username="eve")),
    ("a redirect", NO_PATH, lambda t: make_redirect(t.writer, t.daily, "old", post_id=t.shown)),
    ("a page", NO_PATH, lambda t: make_page(t.writer, t.daily, path="old")),
    ("a new user", PEOPLE, lambda t: make_user(t.writer)),
]


def _named(cases: list[tuple[str, str, Write]]) -> list[Any]:
    return [pytest.param(query, write, id=name) for name, query, write in cases]


@pytest.mark.parametrize(("query", "write"), _named(LEAVES))
async def test_it_stays_when_nothing_it_shows_has_changed(
    site: Site, town: Town, query: str, write: Write
) -> None:
    before = await site.ask(query)
    assert site.keeps(query)

    await write(town)
    await site.feed.caught_up()

    assert site.keeps(query)
    assert await site.ask(query) == before


@pytest.mark.parametrize(("query", "write"), _named(DROPS))
async def test_it_goes_when_something_it_shows_has_changed(
    site: Site, town: Town, query: str, write: Write
) -> None:
    before = await site.ask(query)
    assert site.keeps(query)

    await write(town)
    await site.feed.caught_up()

    assert not site.keeps(query)
    assert await site.ask(query) != before


async def test_whoever_publishes_finds_the_post_in_the_next_answer(site: Site, town: Town) -> None:
    query = "{ posts { nodes { id } } }"
    assert POST.text_of(town.draft) not in str(await site.ask(query))
    assert site.keeps(query)

    await site.publish(town.bob, town.draft)

    assert not site.keeps(query)
    assert POST.text_of(town.draft) in str(await site.ask(query))


async def test_what_is_shown_to_one_member_alone_is_not_kept_for_others(
    site: Site, town: Town
) -> None:
    query = "query ($id: ID!) { node(id: $id) { id } }"
    draft = POST.text_of(town.draft)
    assert await site.ask(query, id=draft) == {"node": None}

    assert await site.ask(query, actor=town.bob, id=draft) == {"node": {"id": draft}}
    assert await site.ask(query, id=draft) == {"node": None}


async def test_what_looks_at_the_clock_is_not_kept(site: Site, town: Town) -> None:
    user = USER.text_of(town.ada.user_id)
    top = "{ posts(orderBy: TOP_OF_DAY) { nodes { id } } }"
    below = (
        "query ($id: ID!, $by: PostOrder!)"
        " { node(id: $id) { ... on User { posts(orderBy: $by) { totalCount } } } }"
    )
    await site.ask(top)
    await site.ask(below, id=user, by="TOP_OF_WEEK")
    await site.ask(below, id=user, by="NEWEST")

    assert not site.keeps(top)
    assert not site.keeps(below, id=user, by="TOP_OF_WEEK")
    assert site.keeps(below, id=user, by="NEWEST")

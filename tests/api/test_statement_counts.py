"""What the operations of a front end cost, in statements, whatever their page sizes."""

from typing import Any

import pytest
import pytest_asyncio

from tests.api.client import Api
from tests.factories import (
    make_comment,
    make_post,
    make_publication,
    make_series,
    make_user,
)
from tests.pinned import PinnedDatabase

HOME = """
    query ($first: Int!) {
      publication(handle: "daily") {
        posts(first: $first) { nodes {
          title url commentCount reactionCount
          author { name } tags { name }
          comments(first: 3) { nodes { content { text } author { name } } }
        } }
      }
    }
"""

POST_PAGE = """
    query ($first: Int!) {
      post(publication: "daily", slug: "latest") {
        title url content { html } tableOfContents { id } seo { title } canonicalUrl metadata
        author { name } coAuthors { name } tags { name } series { title }
        coverImage { url } reactionCounts { kind count }
        next { slug } previous { slug }
        thread(first: $first, maxDepth: 3) {
          totalCount
          edges { repliesNotShown node { content { html } author { name } } }
        }
      }
    }
"""

TAG_PAGE = """
    query ($first: Int!) {
      tag(slug: "sql") {
        name postCount
        posts(first: $first, orderBy: MOST_REACTED) {
          totalCount
          nodes { title brief url author { name } tags { name } }
        }
      }
    }
"""

USER_PAGE = """
    query ($first: Int!) {
      user(username: "ada") {
        name
        posts(first: $first) { totalCount nodes { title url tags { name } } }
        publications(first: $first) { nodes { name url } }
        comments(first: $first) { nodes { content { text } post { title } } }
      }
    }
"""

FRONT_PAGE = """
    query ($first: Int!) {
      posts(first: $first, filter: {tag: "sql"}) {
        totalCount
        nodes { title author { name } publication { name } }
      }
      tags(first: $first) { totalCount nodes { name } }
      publications(first: $first) { nodes {
        name
        members(first: $first) { nodes { role user { name } } }
        series(first: $first) { nodes { title posts(first: $first) { nodes { title } } } }
        tags(first: $first) { nodes { name } }
        pages(first: $first) { nodes { title } }
        redirects(first: $first) { nodes { source target } }
      } }
      users(first: $first) { nodes { name } }
    }
"""


@pytest_asyncio.fixture
async def site(database: PinnedDatabase) -> PinnedDatabase:
    """A publication of twelve posts by three people, each with a discussion."""
    ada, bob, eve = [await make_user(database, name=name) for name in ("Ada", "Bob", "Eve")]
    await database.execute("UPDATE users SET username = 'ada' WHERE id = $1", ada.user_id)
    daily = await make_publication(database, handle="daily", owner=ada, editor=bob)
    posts = []
    for number in range(12):
        slug = "latest" if number == 11 else None
        author, other = (ada, bob) if number % 2 else (bob, ada)
        post_id = await make_post(
            database,
            author,
            publication_id=daily,
            slug=slug,
            tags=("sql", f"tag-{number}"),
            co_authors=[other],
        )
        for writer in (ada, bob, eve, ada):
            answered = await make_comment(database, post_id, writer)
            await make_comment(database, post_id, eve, parent_id=answered)
        posts.append(post_id)
    await make_series(database, daily, slug="parts", posts=posts)
    await make_series(database, daily, slug="other-parts", posts=posts[6:])
    return database


@pytest.mark.parametrize("first", [2, 10])
@pytest.mark.parametrize(
    ("operation", "statements"),
    [
        # The publication, posts, authors, tags, comments, their authors, their texts.
        pytest.param(HOME, 7, id="home page"),
        # Post; publication; content; details; author and co-authors; tags; series; reactions; next;
        # previous; thread; its total; authors and texts of its comments.
        pytest.param(POST_PAGE, 15, id="post page"),
        # The tag, its posts, their number, publications, authors, tags.
        pytest.param(TAG_PAGE, 6, id="tag page"),
        # The user, three lists, the number of posts, publications, tags, texts, posts commented on.
        pytest.param(USER_PAGE, 9, id="user page"),
        # Posts, tags, publications, users; two numbers; authors and publications of posts; five
        # lists of publications; the posts of series.
        pytest.param(FRONT_PAGE, 14, id="front page"),
    ],
)
async def test_an_operation_costs_the_same_whatever_its_page_size(
    site: PinnedDatabase, api: Api, operation: str, statements: int, first: int
) -> None:
    site.statements.clear()

    data: Any = await api(operation, first=first)

    assert all(value is not None for value in data.values())
    assert len(site.statements) == statements, "\n".join(site.statements)


@pytest.mark.parametrize(
    ("selection", "wasted"),
    [
        pytest.param("title", "contents", id="texts"),
        pytest.param("comments(first: 1) { nodes { id } }", "count(*)", id="totals"),
        pytest.param("title", "metadata", id="details"),
        pytest.param("coverImage { url }", "media_assets", id="covers of posts without one"),
    ],
)
async def test_nothing_is_read_that_nobody_asked_for(
    site: PinnedDatabase, api: Api, selection: str, wasted: str
) -> None:
    site.statements.clear()

    await api(f"{{ posts {{ nodes {{ {selection} }} }} }}")

    assert not [statement for statement in site.statements if wasted in statement]


async def test_of_a_text_only_what_is_selected_is_read(database: PinnedDatabase, api: Api) -> None:
    author = await make_user(database)
    await make_post(database, author, title="A text")
    document = "{ posts { nodes { title content { %s } } } }"

    for selected, named in (
        ("html", {"html"}),
        ("text", {"text"}),
        ("wordCount: __typename", set()),
    ):
        database.statements.clear()
        await api(document % selected)

        [read] = [text for text in database.statements if "FROM contents" in text]
        assert {
            name for name in ("markdown", "html", "text") if f"NULL::text AS {name}" not in read
        } == named

"""What bookmarks and reading histories cost in statements."""

from typing import Any

import pytest

from domain.actor import Member
from domain.ids import BOOKMARK_LIST, POST
from tests.api.callers import ask, code_of, mutation
from tests.api.client import Api
from tests.factories import make_bookmark, make_bookmark_list, make_post, make_reading, make_user
from tests.pinned import PinnedDatabase

CHANGES: list[tuple[str, str, dict[str, Any], int]] = [
    ("createBookmarkList", "bookmarkList { postCount }", {"name": "New"}, 5),
    ("updateBookmarkList", "bookmarkList { name }", {"listId": "{list}", "name": "x"}, 4),
    ("deleteBookmarkList", "deletedBookmarkListId", {"listId": "{list}"}, 4),
    (
        "addBookmark",
        "post { viewerHasBookmarked } bookmarkList { postCount }",
        {"postId": "{post}", "listId": "{empty}"},
        9,
    ),
    (
        "removeBookmark",
        "post { viewerHasBookmarked } bookmarkList { postCount }",
        {"postId": "{post}", "listId": "{list}"},
        7,
    ),
    ("recordReading", "post { viewerReadProgress }", {"postId": "{post}", "progress": 7}, 6),
    ("removeFromReadingHistory", "post { viewerReadProgress }", {"postId": "{post}"}, 4),
    ("clearReadingHistory", "viewer { keepsReadingHistory }", {}, 3),
    ("setReadingHistory", "viewer { keepsReadingHistory }", {"isKept": False}, 4),
]

_OWN = """
    query ($first: Int!) {
      posts(first: $first) { nodes { viewerHasBookmarked viewerReadProgress } }
      viewer {
        bookmarkLists(first: $first) {
          nodes { postCount posts(first: $first) { nodes { title viewerHasBookmarked } } }
        }
        readingHistory(first: $first) { nodes { post { title viewerReadProgress } } }
      }
    }
"""


async def fill(database: PinnedDatabase, number: int) -> tuple[Member, dict[str, str]]:
    ada = await make_user(database)
    posts = [await make_post(database, ada) for _ in range(number)]
    lists = [await make_bookmark_list(database, ada, name=f"list {n}") for n in range(number)]
    for post in posts:
        await make_reading(database, ada, post)
        for list_id in lists[1:]:
            await make_bookmark(database, list_id, ada, post)
    return ada, {
        "{empty}": BOOKMARK_LIST.text_of(lists[0]),
        "{list}": BOOKMARK_LIST.text_of(lists[1]),
        "{post}": POST.text_of(posts[0]),
    }


@pytest.mark.parametrize("number", [2, 6])
@pytest.mark.parametrize(
    ("name", "selection", "given", "statements"),
    [pytest.param(*change, id=change[0]) for change in CHANGES],
)
async def test_a_change_costs_the_same_however_much_is_kept(
    database: PinnedDatabase,
    name: str,
    selection: str,
    given: dict[str, Any],
    statements: int,
    number: int,
) -> None:
    ada, things = await fill(database, number)
    api = Api(database)
    database.statements.clear()

    wanted = {key: things.get(str(value), value) for key, value in given.items()}
    result = await ask(api, mutation(name, selection), ada, **wanted)

    assert code_of(result) is None, result
    assert len(database.statements) == statements, "\n".join(database.statements)


@pytest.mark.parametrize("first", [1, 6])
async def test_what_the_viewer_keeps_costs_one_statement_for_each_level(
    database: PinnedDatabase, first: int
) -> None:
    ada, _ = await fill(database, 6)
    api = Api(database, ada)
    database.statements.clear()

    found = await api(_OWN, first=first)

    assert len(found["posts"]["nodes"]) == first
    assert len(database.statements) == 8, "\n".join(database.statements)


async def test_nobody_who_is_not_signed_in_pays_for_it(database: PinnedDatabase) -> None:
    await fill(database, 2)
    api = Api(database)
    database.statements.clear()

    query = "{ posts(first: 2) { nodes { viewerHasBookmarked viewerReadProgress } } }"
    found = await api(query)

    nothing = {"viewerHasBookmarked": False, "viewerReadProgress": None}
    assert found["posts"]["nodes"] == [nothing, nothing]
    assert len(database.statements) == 1

"""The whole discussion of a post, in pages of any size."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest

from domain.ids import COMMENT, POST, CommentId, PostId
from tests.api.client import Api
from tests.factories import hide_comment, make_comment, make_post, make_user
from tests.pinned import PinnedDatabase

THREAD = """
    query ($post: ID!, $first: Int, $after: String, $last: Int, $before: String, $maxDepth: Int) {
      node(id: $post) { ... on Post {
        commentCount
        thread(
          first: $first, after: $after, last: $last, before: $before, maxDepth: $maxDepth
        ) {
          totalCount
          edges { cursor depth parentId repliesNotShown repliesCursor node { id replyCount depth } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      } }
    }
"""

Tree = Mapping[CommentId | None, Sequence[CommentId]]
"""The visible replies to each comment, and to the post itself under None."""


async def grow(database: PinnedDatabase, *, seed: int, size: int = 40) -> tuple[PostId, Tree]:
    """Make a discussion of any shape, a tenth of it hidden."""
    random = Random(seed)  # noqa: S311 - a shape, not a secret
    author = await make_user(database)
    post_id = await make_post(database, author)
    parents: dict[CommentId, CommentId | None] = {}
    for _ in range(size):
        parent_id = random.choice([None, *list(parents)[-10:]])
        comment_id = await make_comment(database, post_id, author, parent_id=parent_id)
        parents[comment_id] = parent_id
    hidden = set(random.sample(list(parents), size // 10))
    for comment_id in hidden:
        await hide_comment(database, comment_id)
    tree: defaultdict[CommentId | None, list[CommentId]] = defaultdict(list)
    for comment_id, parent_id in parents.items():
        if hidden.isdisjoint(line(comment_id, parents)):
            tree[parent_id].append(comment_id)
    return post_id, tree


def line(
    comment_id: CommentId, parents: Mapping[CommentId, CommentId | None]
) -> Sequence[CommentId]:
    """Return a comment and everything that it answers."""
    above = parents[comment_id]
    return [comment_id, *(line(above, parents) if above else [])]


def read_in_order(tree: Tree, root: CommentId | None = None) -> Sequence[str]:
    """Return what stands below a comment, as a person would read it."""
    ids: list[str] = []
    for comment_id in tree.get(root, ()):
        ids += [COMMENT.text_of(comment_id), *read_in_order(tree, comment_id)]
    return ids


def ids_of(edges: Sequence[Any]) -> Sequence[str]:
    return [edge["node"]["id"] for edge in edges]


async def read(api: Api, post_id: PostId, **arguments: Any) -> Any:
    data = await api(THREAD, post=POST.text_of(post_id), **arguments)
    return data["node"]["thread"]


async def walk(api: Api, post_id: PostId, *, first: int, **arguments: Any) -> list[Any]:
    """Read a thread to its end, and return its edges."""
    page = await read(api, post_id, first=first, **arguments)
    edges = list(page["edges"])
    while page["pageInfo"]["hasNextPage"]:
        after = page["pageInfo"]["endCursor"]
        page = await read(api, post_id, first=first, **{**arguments, "after": after})
        assert page["pageInfo"]["hasPreviousPage"]
        edges += page["edges"]
    return edges


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("first", [1, 3, 7, 100])
async def test_the_pages_of_a_thread_are_the_discussion_in_the_order_of_reading(
    database: PinnedDatabase, api: Api, seed: int, first: int
) -> None:
    post_id, tree = await grow(database, seed=seed)

    assert ids_of(await walk(api, post_id, first=first)) == read_in_order(tree)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("last", [1, 3, 7, 100])
async def test_a_thread_can_be_read_from_its_end(
    database: PinnedDatabase, api: Api, seed: int, last: int
) -> None:
    post_id, tree = await grow(database, seed=seed)
    page = await read(api, post_id, last=last)
    ids = list(ids_of(page["edges"]))

    while page["pageInfo"]["hasPreviousPage"]:
        page = await read(api, post_id, last=last, before=page["pageInfo"]["startCursor"])
        ids = [*ids_of(page["edges"]), *ids]

    assert ids == read_in_order(tree)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("max_depth", [1, 2, 3])
async def test_what_a_depth_leaves_out_can_be_read_under_its_comment(
    database: PinnedDatabase, api: Api, seed: int, max_depth: int
) -> None:
    post_id, tree = await grow(database, seed=seed)

    async def expand(**arguments: Any) -> list[str]:
        edges = await walk(api, post_id, first=5, maxDepth=max_depth, **arguments)
        shown = {edge["node"]["id"] for edge in edges}
        ids: list[str] = []
        for edge in edges:
            comment_id = COMMENT.parse(edge["node"]["id"])
            ids.append(edge["node"]["id"])
            replies = [COMMENT.text_of(reply) for reply in tree.get(comment_id, ())]
            if replies and shown.isdisjoint(replies):
                assert edge["repliesNotShown"] == len(replies)
                ids += await expand(after=edge["repliesCursor"])
        return ids

    assert await expand() == read_in_order(tree)


@pytest.mark.parametrize("seed", range(4))
async def test_every_comment_says_how_many_of_its_replies_are_not_on_the_page(
    database: PinnedDatabase, api: Api, seed: int
) -> None:
    post_id, tree = await grow(database, seed=seed)

    page = await read(api, post_id, first=15)

    shown = set(ids_of(page["edges"]))
    for edge in page["edges"]:
        replies = {COMMENT.text_of(id) for id in tree.get(COMMENT.parse(edge["node"]["id"]), ())}
        assert edge["node"]["replyCount"] == len(replies)
        assert edge["repliesNotShown"] == len(replies - shown)
        assert edge["depth"] == edge["node"]["depth"]


async def test_a_thread_counts_what_it_shows(database: PinnedDatabase, api: Api) -> None:
    post_id, tree = await grow(database, seed=1)

    whole = (await api(THREAD, post=POST.text_of(post_id), first=1))["node"]
    flat = await read(api, post_id, first=1, maxDepth=1)
    under = await read(api, post_id, after=whole["thread"]["edges"][0]["repliesCursor"])

    assert whole["thread"]["totalCount"] == whole["commentCount"] == len(read_in_order(tree))
    assert flat["totalCount"] == len(tree[None])
    assert under["totalCount"] == len(under["edges"]) == len(read_in_order(tree, tree[None][0]))
    assert not under["pageInfo"]["hasPreviousPage"]


async def test_a_cursor_outlives_what_is_written_around_it(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    post_id = await make_post(database, author)
    first = await make_comment(database, post_id, author)
    second = await make_comment(database, post_id, author)
    page = await read(api, post_id, first=1)

    reply = await make_comment(database, post_id, author, parent_id=first)
    await hide_comment(database, first)
    await database.execute("UPDATE comments SET position = position * 1000 + 7")
    rest = await read(api, post_id, after=page["pageInfo"]["endCursor"])

    assert ids_of(rest["edges"]) == [COMMENT.text_of(second)]
    assert COMMENT.text_of(reply) not in ids_of(rest["edges"])


async def test_the_cursor_of_another_thread_is_refused(database: PinnedDatabase, api: Api) -> None:
    here, _ = await grow(database, seed=1, size=10)
    there, _ = await grow(database, seed=2, size=10)
    page = await read(api, there, first=1)

    codes = await api.errors(
        THREAD, post=POST.text_of(here), after=page["pageInfo"]["endCursor"], first=1
    )

    assert codes == ["INVALID_INPUT"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({"after": "42"}, id="no cursor"),
        pytest.param({"maxDepth": 0}, id="no levels"),
        pytest.param({"first": 101}, id="too many"),
    ],
)
async def test_what_makes_no_sense_of_a_thread_is_refused(
    database: PinnedDatabase, api: Api, arguments: dict[str, Any]
) -> None:
    post_id = await make_post(database, await make_user(database))

    assert await api.errors(THREAD, post=POST.text_of(post_id), **arguments) == ["INVALID_INPUT"]


@pytest.mark.parametrize("size", [10, 110])
async def test_a_longer_discussion_costs_no_more_statements(
    database: PinnedDatabase, api: Api, size: int
) -> None:
    post_id, _ = await grow(database, seed=1, size=size)
    database.statements.clear()

    await read(api, post_id, first=100)

    assert len(database.statements) == 3  # the post, its thread, the total

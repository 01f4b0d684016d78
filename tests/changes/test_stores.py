"""What is kept in memory is what the database says."""

from collections.abc import Mapping, Sequence

import asyncpg

from broadsheet.kept import Kept
from broadsheet.store import Store
from db.change_feed import ChangeFeed
from db.executor import Executor
from db.users import users_by_id
from domain.ids import POST, TAG, USER, UserId
from domain.users.models import User
from tests.changes.conftest import KILL_LISTENERS, until_live
from tests.changes.reader import open_reader
from tests.factories import NOON, make_post, make_publication, make_tag, make_user

CARDS = """
    query ($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Publication { name postCount }
        ... on Tag { name postCount }
        ... on User { name bio }
      }
    }
"""

SHOWN = """
    query ($id: ID!) {
      node(id: $id) { ... on Post {
        author { name } coAuthors { name } tags { name } publication { name }
      } }
    }
"""


async def test_what_is_kept_is_not_read_again(dsn: str, writer: asyncpg.Connection) -> None:
    ada, bob = await make_user(writer), await make_user(writer)
    post_id = await make_post(writer, ada, co_authors=[bob], tags=["kept", "too"])
    variables = {"id": POST.text_of(post_id)}

    async with open_reader(dsn, stores=False) as fresh, open_reader(dsn) as reader:
        assert fresh.feed is None
        counted = [await fresh.statements(SHOWN, **variables) for _ in range(2)]
        assert counted == [5, 5]
        counted = [await reader.statements(SHOWN, **variables) for _ in range(2)]
        assert counted == [5, 0]
        assert await fresh.ask(SHOWN, **variables) == await reader.ask(SHOWN, **variables)


async def test_only_what_is_missing_is_read(feed: ChangeFeed, writer: asyncpg.Connection) -> None:
    asked: list[Sequence[UserId]] = []

    async def read(reads: Executor, ids: Sequence[UserId]) -> Mapping[UserId, User]:
        asked.append(ids)
        return await users_by_id(reads, ids)

    ada, bob, eve = [(await make_user(writer)).user_id for _ in range(3)]
    nobody = USER.new_id(at=NOON)
    store = Store("users", read, feed, most=2)
    await feed.caught_up()

    assert set(await store.by_id(writer, [ada, bob])) == {ada, bob}
    assert set(await store.by_id(writer, [bob, nobody])) == {bob}
    assert set(await store.by_id(writer, [nobody])) == set()
    assert set(await store.by_id(writer, [eve])) == {eve}
    assert set(await store.by_id(writer, [bob, eve])) == {bob, eve}

    assert asked == [[ada, bob], [nobody], [nobody], [eve]]
    assert (len(store), store.hits, store.misses) == (2, 3, 5)


async def test_what_changes_while_it_is_read_is_not_kept(
    feed: ChangeFeed, writer: asyncpg.Connection
) -> None:
    ada, bob = (await make_user(writer)).user_id, (await make_user(writer)).user_id

    async def read(reads: Executor, ids: Sequence[UserId]) -> Mapping[UserId, User]:
        """Read before a change is committed, and return after it was heard."""
        found = await users_by_id(reads, ids)
        await writer.execute("UPDATE users SET name = 'Eve' WHERE id = $1", ada)
        await feed.caught_up()
        return found

    store = Store("users", read, feed, most=10)
    await feed.caught_up()

    assert (await store.by_id(writer, [ada, bob]))[ada].name == "Ada"

    assert len(store) == 1
    assert (await store.by_id(writer, [bob])).keys() == {bob}
    assert store.hits == 1
    assert (await store.by_id(writer, [ada]))[ada].name == "Eve"


async def test_nothing_is_kept_that_was_read_before_it_listened(
    feed: ChangeFeed, writer: asyncpg.Connection
) -> None:
    ada = (await make_user(writer)).user_id

    async def read(reads: Executor, ids: Sequence[UserId]) -> Mapping[UserId, User]:
        found = await users_by_id(reads, ids)
        await writer.execute(KILL_LISTENERS)
        await feed.caught_up()
        await writer.execute("UPDATE users SET name = name || '!' WHERE id = $1", ada)
        await until_live(feed)
        return found

    store = Store("users", read, feed, most=10)

    names = [(await store.by_id(writer, [ada]))[ada].name for _ in range(3)]

    assert names == ["Ada", "Ada!", "Ada!!"]
    assert len(store) == 0


async def test_while_nobody_listens_everything_is_read(
    dsn: str, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    ids = [USER.text_of(ada.user_id)]
    async with open_reader(dsn) as reader:
        assert reader.feed is not None
        assert [await reader.statements(CARDS, ids=ids) for _ in range(2)] == [1, 0]

        await writer.execute(KILL_LISTENERS)
        await reader.feed.caught_up()
        assert reader.feed.losses == 1
        for name in ("Bea", "Cleo"):
            await writer.execute("UPDATE users SET name = $2 WHERE id = $1", ada.user_id, name)
            await reader.feed.caught_up()  # if it is live again already
            assert await reader.ask(CARDS, ids=ids) == {"nodes": [{"name": name, "bio": None}]}

        await until_live(reader.feed)
        await reader.ask(CARDS, ids=ids)
        assert await reader.statements(CARDS, ids=ids) == 0
        await writer.execute("UPDATE users SET name = 'Dora' WHERE id = $1", ada.user_id)
        await reader.feed.caught_up()
        assert await reader.ask(CARDS, ids=ids) == {"nodes": [{"name": "Dora", "bio": None}]}


async def test_a_tag_that_nobody_may_see_any_more_is_not_shown(
    dsn: str, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada, tags=["secret"])
    ids = [TAG.text_of(await make_tag(writer, "secret"))]
    async with open_reader(dsn) as reader:
        assert reader.feed is not None
        shown = {"nodes": [{"name": "secret", "postCount": 1}]}
        assert await reader.ask(CARDS, ids=ids) == shown

        await writer.execute("UPDATE posts SET status = 'withdrawn' WHERE id = $1", post_id)
        await reader.feed.caught_up()
        assert await reader.ask(CARDS, ids=ids) == {"nodes": [None]}

        await writer.execute("UPDATE posts SET status = 'published' WHERE id = $1", post_id)
        await reader.feed.caught_up()
        assert await reader.ask(CARDS, ids=ids) == shown


async def test_operators_see_how_the_stores_fare(dsn: str, writer: asyncpg.Connection) -> None:
    ada = await make_user(writer)
    ids = [USER.text_of(ada.user_id)]
    async with open_reader(dsn) as reader, open_reader(dsn, stores=False) as fresh:
        for _ in range(3):
            await reader.ask(CARDS, ids=ids)
        told = (await reader.client.get("/metrics")).text.splitlines()
        silent = (await fresh.client.get("/metrics")).text

    assert {
        'broadsheet_store_hits_total{store="users"} 2',
        'broadsheet_store_misses_total{store="users"} 1',
        'broadsheet_store_size{store="users"} 1',
        'broadsheet_store_size{store="tags"} 0',
        "broadsheet_changes_live 1",
        "broadsheet_changes_lost_total 0",
    } <= set(told)
    assert "store" not in silent
    assert "changes" not in silent


async def test_a_post_is_found_at_its_address_without_a_statement(
    dsn: str, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    publication_id = await make_publication(writer, handle="the-kept", owner=ada)
    await make_post(writer, ada, publication_id=publication_id, slug="first", title="First")
    query = 'query ($slug: String!) { post(publication: "the-kept", slug: $slug) { title } }'
    async with open_reader(dsn) as reader:
        assert [await reader.statements(query, slug="first") for _ in range(2)] == [1, 0]
        # Nobody keeps that something is not there.
        assert [await reader.statements(query, slug="second") for _ in range(2)] == [1, 1]


async def test_no_more_is_kept_than_may_be(feed: ChangeFeed) -> None:
    kept: Kept[str, str] = Kept(feed, 10, weigh=len)
    for key, value in (("a", "aaaa"), ("b", "bbbb"), ("a", "aaa"), ("c", "ccc")):
        assert kept.put(key, value, read_since=feed.position, shows=())

    assert kept.get_all(["a", "b", "c"]) == {"a": "aaa", "b": "bbbb", "c": "ccc"}
    assert kept.put("d", "d", read_since=feed.position, shows=())
    assert kept.get_all(["a", "b", "c", "d"]) == {"b": "bbbb", "c": "ccc", "d": "d"}
    assert kept.put("e", "e" * 11, read_since=feed.position, shows=())
    assert len(kept) == 0


async def test_of_a_text_each_set_of_parts_is_kept_until_it_changes(
    dsn: str, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    id = POST.text_of(await make_post(writer, ada))
    html, text = (
        f"query ($id: ID!) {{ node(id: $id) {{ ... on Post {{ content {{ {part} }} }} }} }}"
        for part in ("html", "text")
    )
    async with open_reader(dsn) as reader:
        assert reader.feed is not None
        counted = [await reader.statements(query, id=id) for query in (html, text, html, text)]
        assert counted == [2, 1, 0, 0]

        await writer.execute("UPDATE contents SET html = 'again', text = 'again'")
        await reader.feed.caught_up()

        assert (await reader.ask(html, id=id))["node"]["content"] == {"html": "again"}
        assert (await reader.ask(text, id=id))["node"]["content"] == {"text": "again"}

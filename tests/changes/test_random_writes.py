"""Anything is written in any order while everybody reads: what is kept is never old."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from random import Random
from typing import Any

import asyncpg
import pytest

from broadsheet.store import Store
from db.change_feed import ChangeFeed
from db.executor import Executor
from db.pool import Pool, PoolLimits
from db.users import users_by_id
from domain.actor import Member
from domain.ids import POST, PUBLICATION, TAG, USER, PostId, PublicationId, TagId, UserId
from domain.users.models import User
from tests.changes.conftest import KILL_LISTENERS, until_live
from tests.changes.reader import Reader, open_reader
from tests.factories import make_post, make_publication, make_tag, make_user
from tests.factories.moments import next_number

CARDS = """
    query ($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Publication { name handle postCount }
        ... on Tag { name slug postCount }
        ... on User { name username bio }
        ... on Post {
          author { name bio } coAuthors { name } publication { name postCount }
          tags { name postCount }
          title content { html }
        }
      }
    }
"""

AT_ADDRESS = """
    query ($publication: String!, $slug: String!) {
      post(publication: $publication, slug: $slug) {
        id title slug content { html text } body: content { text } publication { handle }
      }
    }
"""


class World:
    """A few of everything, and all that may happen to them."""

    def __init__(self, writer: asyncpg.Connection, random: Random) -> None:
        self._writer = writer
        self._random = random
        self.users: list[Member] = []
        self.publications: list[PublicationId] = []
        self.posts: list[PostId] = []
        self.tags: list[TagId] = []

    async def begin(self) -> None:
        self.users = [await make_user(self._writer) for _ in range(6)]
        self.publications = [await make_publication(self._writer) for _ in range(2)]
        self._slugs = [f"random-{next_number()}" for _ in range(4)]
        self.tags = [await make_tag(self._writer, slug) for slug in self._slugs]
        for _ in range(4):
            await self._add_post()

    @property
    def ids(self) -> list[str]:
        return [
            *(USER.text_of(user.user_id) for user in self.users),
            *map(PUBLICATION.text_of, self.publications),
            *map(TAG.text_of, self.tags),
            *map(POST.text_of, self.posts),
        ]

    async def change(self) -> None:
        """Do one thing, or several at once, some of which is taken back."""
        changes: list[Callable[[], Awaitable[Any]]] = [
            self._rename_user,
            self._rename_everybody,
            self._rename_publication,
            self._rename_tag,
            self._add_post,
            self._delete_post,
            self._hide_or_show_post,
            self._move_post,
            self._swap_slugs,
            self._swap_handles,
            self._write_again,
        ]
        transaction = self._writer.transaction()
        await transaction.start()
        for change in self._random.choices(changes, k=self._random.choice((1, 1, 3))):
            await change()
        if self._random.random() < 0.2:
            await transaction.rollback()
        else:
            await transaction.commit()

    async def _rename_user(self) -> None:
        user = self._random.choice(self.users)
        await self._set("users", "name", user.user_id, f"User {next_number()}")

    async def _rename_everybody(self) -> None:
        """Change more rows than are named one by one."""
        await self._writer.execute("UPDATE users SET bio = $1", f"Bio {next_number()}")

    async def _rename_publication(self) -> None:
        id = self._random.choice(self.publications)
        await self._set("publications", "name", id, f"Publication {next_number()}")

    async def _rename_tag(self) -> None:
        await self._set("tags", "name", self._random.choice(self.tags), f"Tag {next_number()}")

    async def _add_post(self) -> None:
        author, *others = self._random.sample(self.users, k=3)
        tags = self._random.sample(self._slugs, k=2)
        publication_id = self._random.choice(self.publications)
        self.posts.append(
            await make_post(
                self._writer, author, publication_id=publication_id, co_authors=others, tags=tags
            )
        )

    async def _delete_post(self) -> None:
        id = self._random.choice(self.posts)
        await self._writer.execute("DELETE FROM posts WHERE id = $1", id)

    async def _hide_or_show_post(self) -> None:
        status = self._random.choice(("published", "withdrawn"))
        await self._set("posts", "status", self._random.choice(self.posts), status)

    async def _move_post(self) -> None:
        id = self._random.choice(self.posts)
        await self._set("posts", "publication_id", id, self._random.choice(self.publications))

    async def _swap_slugs(self) -> None:
        await self._swap("posts", "slug", *self._random.sample(self.posts, k=2))

    async def _swap_handles(self) -> None:
        await self._swap("publications", "handle", *self.publications)

    async def _swap(self, table: str, column: str, one: object, other: object) -> None:
        """Let two rows have each other's unique value, but for those that were moved or deleted."""
        read = f"SELECT {column} FROM {table} WHERE id = $1"  # noqa: S608 - all named here
        values = [await self._writer.fetchval(read, id) for id in (one, other)]
        if None in values or len(set(values)) < 2:
            return
        await self._set(table, column, one, f"between-{next_number()}")
        await self._set(table, column, other, values[0])
        await self._set(table, column, one, values[1])

    async def _write_again(self) -> None:
        statement = """
            UPDATE contents SET html = $2, text = $2
             WHERE id = (SELECT content_id FROM posts WHERE id = $1)
        """
        await self._writer.execute(
            statement, self._random.choice(self.posts), f"Text {next_number()}"
        )

    async def addresses(self) -> list[dict[str, str]]:
        """Return every address that a post has, or could have."""
        handles = await self._writer.fetch(
            "SELECT handle FROM publications WHERE id = ANY($1)", self.publications
        )
        slugs = await self._writer.fetch("SELECT slug FROM posts WHERE id = ANY($1)", self.posts)
        return [
            {"publication": handle, "slug": slug}
            for (handle,) in handles
            for (slug,) in slugs[-10:]
        ]

    async def _set(self, table: str, column: str, id: object, value: object) -> None:
        statement = f"UPDATE {table} SET {column} = $2 WHERE id = $1"  # noqa: S608 - all named here
        await self._writer.execute(statement, id, value)


async def read_on(reader: Reader, world: World, random: Random) -> None:
    """Ask for some of everything again and again, and so have it kept at any moment."""
    while True:
        ids = random.sample(world.ids, k=min(8, len(world.ids)))
        await reader.client.post("/graphql", json={"query": CARDS, "variables": {"ids": ids}})


@pytest.mark.parametrize("most", [3, 1000])
@pytest.mark.parametrize("seed", range(3))
async def test_what_is_kept_equals_what_is_read(
    dsn: str, writer: asyncpg.Connection, seed: int, most: int
) -> None:
    random = Random(seed)  # noqa: S311 - the same every time
    world = World(writer, random)
    await world.begin()
    async with (
        open_reader(dsn, stored_rows=most) as reader,
        open_reader(dsn, stores=False) as fresh,
    ):
        assert reader.feed is not None
        readers = [asyncio.create_task(read_on(reader, world, Random(n))) for n in range(3)]  # noqa: S311 - the same every time
        for step in range(30):
            await world.change()
            if step % 15 == 14:
                await writer.execute(KILL_LISTENERS)
            await reader.feed.caught_up()

            ids = world.ids[-100:]
            assert await reader.ask(CARDS, ids=ids) == await fresh.ask(CARDS, ids=ids)
            for place in random.sample(await world.addresses(), k=4):
                kept = await reader.ask(AT_ADDRESS, **place)
                assert kept == await fresh.ask(AT_ADDRESS, **place)
                assert kept == await reader.ask(AT_ADDRESS, **place)

        for task in readers:
            assert not task.done()
            task.cancel()
        await until_live(reader.feed)
        told = (await reader.client.get("/metrics")).text
        for store in ("users", "posts", "contents"):
            assert f'broadsheet_store_hits_total{{store="{store}"}} 0\n' not in told


@pytest.mark.parametrize("seed", range(4))
async def test_reads_that_take_long_leave_nothing_old_behind(
    dsn: str, feed: ChangeFeed, writer: asyncpg.Connection, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - the same every time
    ids = [(await make_user(writer)).user_id for _ in range(5)]
    pool = Pool(dsn, PoolLimits(size=4))

    async def read(reads: Executor, ids: Sequence[UserId]) -> Mapping[UserId, User]:
        found = await users_by_id(reads, ids)
        for _ in range(random.randrange(5)):
            await feed.caught_up()
        return found

    async def read_on() -> None:
        while True:
            await store.by_id(pool, random.sample(ids, k=2))
            await feed.caught_up()

    store = Store("users", read, feed, most=4)
    async with pool.open(), asyncio.TaskGroup() as readers:
        reading = [readers.create_task(read_on()) for _ in range(3)]
        for _ in range(100):
            name = f"User {next_number()}"
            await writer.execute(
                "UPDATE users SET name = $2 WHERE id = $1", random.choice(ids), name
            )
            await feed.caught_up()

            assert await store.by_id(pool, ids) == await users_by_id(pool, ids)
        for task in reading:
            task.cancel()
    assert store.hits > 0

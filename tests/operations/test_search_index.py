"""The index of searches, in databases that it comes to."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import asyncpg
import pytest_asyncio

from db.migrate import migrate
from db.migration_files import FOLDER, read_migrations
from db.search import PostgresSearch
from domain.paging import PageRequest
from domain.search.models import SearchFilter, SearchOf, SearchType
from tests.factories import make_comment, make_content, make_post, make_user
from tests.waiting import until

_WAITS = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock')"


@pytest_asyncio.fixture(loop_scope="session")
async def guest(empty_database: str) -> AsyncIterator[asyncpg.Connection]:
    """Somebody to whom a database was lent: to make tables in it, and no extensions."""
    name = urlsplit(empty_database).path.removeprefix("/")
    owner = await asyncpg.connect(empty_database)
    await owner.execute(f"CREATE ROLE guest_of_{name} LOGIN PASSWORD 'guest'")
    await owner.execute(f"GRANT CREATE, USAGE ON SCHEMA public TO guest_of_{name}")
    connection = await asyncpg.connect(
        empty_database, user=f"guest_of_{name}", password=quote("guest")
    )
    yield connection
    await connection.close()
    await owner.execute(f"DROP OWNED BY guest_of_{name} CASCADE")
    await owner.execute(f"DROP ROLE guest_of_{name}")
    await owner.close()


async def found(connection: asyncpg.Connection, words: str) -> list[SearchType]:
    listing = SearchOf.of(words, None, SearchFilter())
    page = await PostgresSearch(connection).matches(listing, PageRequest(size=20))
    return sorted((hit.type for hit in page.nodes), key=list(SearchType).index)


async def fill(connection: asyncpg.Connection) -> None:
    """Write something of each type that has the same word."""
    ada = await make_user(connection, name="Walrus")
    post = await make_post(connection, ada, title="walrus", tags=("walrus",))
    await make_comment(connection, post, ada, text="walrus")
    await connection.execute("UPDATE publications SET name = 'Walrus'")


async def test_everything_but_likeness_works_where_no_extension_may_be_made(
    guest: asyncpg.Connection,
) -> None:
    await migrate(guest)
    assert not await guest.fetchval("SELECT find_similar_names()")

    await fill(guest)

    assert await found(guest, "walrus") == list(SearchType)
    listing = SearchOf.of("warlus", None, SearchFilter())
    assert (await PostgresSearch(guest).alike(listing, PageRequest(size=20))).nodes == []


async def test_what_was_there_before_the_index_is_in_it(
    session: asyncpg.Connection, tmp_path: Path
) -> None:
    for migration in read_migrations():
        if migration.name < "0041":
            shutil.copy(FOLDER / migration.name, tmp_path)
    await migrate(session, folder=tmp_path)
    await fill(session)

    await migrate(session)

    assert await found(session, "walrus") == list(SearchType)


async def test_what_was_written_past_the_triggers_can_be_put_in(
    session: asyncpg.Connection,
) -> None:
    await migrate(session)
    await session.execute("SET session_replication_role = replica")
    await fill(session)
    await session.execute("UPDATE tags SET post_count = 1")
    await session.execute("RESET session_replication_role")
    assert await found(session, "walrus") == []

    await session.execute("CALL fill_search()")
    await session.execute("CALL fill_search()")

    assert await found(session, "walrus") == list(SearchType)


async def test_of_two_who_write_at_once_neither_undoes_what_the_other_has_written(
    session: asyncpg.Connection, empty_database: str
) -> None:
    """One changes the title of a post, and another its text."""
    await migrate(session)
    text = await make_content(session, text="old text")
    post = await make_post(session, await make_user(session), title="old", content_id=text)
    other = await asyncpg.connect(empty_database)
    watcher = await asyncpg.connect(empty_database)

    async def is_waiting() -> bool:
        return bool(await watcher.fetchval(_WAITS, other.get_server_pid()))

    async with session.transaction():
        await session.execute("UPDATE posts SET title = 'walrus' WHERE id = $1", post)
        rewriting = asyncio.create_task(
            other.execute("UPDATE contents SET text = 'seal' WHERE id = $1", text)
        )
        await until(is_waiting)
    await rewriting

    assert await found(session, "walrus seal") == [SearchType.POST]
    await other.close()
    await watcher.close()

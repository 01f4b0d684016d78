"""What is stored without triggers is what triggers would have made of it."""

from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copytree

import asyncpg
import pytest
import pytest_asyncio

from bench.data_set.sizes import sizes_at
from bench.database import filled
from db.migration_files import FOLDER
from domain.comments.threads import Answer, Place, depth_first

SIZES = sizes_at(0.001)

COUNTED_WRONGLY = {
    "comments of posts": """
        SELECT FROM posts p
         WHERE comment_count <> (SELECT count(*) FROM comments WHERE post_id = p.id)
    """,
    "reactions to posts": """
        SELECT FROM posts p
         WHERE reaction_count <> (SELECT count(*) FROM post_reactions WHERE post_id = p.id)
    """,
    "replies to comments": """
        SELECT FROM comments c
         WHERE reply_count <> (SELECT count(*) FROM comments WHERE parent_id = c.id)
    """,
    "reactions to comments": """
        SELECT FROM comments c
         WHERE reaction_count <> (SELECT count(*) FROM comment_reactions WHERE comment_id = c.id)
    """,
    "kinds of reactions": """
        SELECT FROM post_reaction_counts r
         WHERE given <> (
                   SELECT count(*) FROM post_reactions WHERE post_id = r.post_id AND kind = r.kind
               )
    """,
    "posts of tags": """
        SELECT FROM tags t
         WHERE post_count <> (SELECT count(*) FROM post_tags WHERE tag_id = t.id)
    """,
    "posts of publications": """
        SELECT FROM publications b
         WHERE post_count <> (SELECT count(*) FROM posts WHERE publication_id = b.id)
    """,
    "tags of publications": """
        SELECT FROM publication_tags u
         WHERE post_count <> (
                   SELECT count(*) FROM post_tags
                    WHERE publication_id = u.publication_id AND tag_id = u.tag_id
               )
    """,
    "tags on posts": """
        SELECT FROM posts p
         WHERE tag_ids <> ARRAY(
                   SELECT tag_id FROM post_tags WHERE post_id = p.id ORDER BY position
               )
    """,
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def community(server: str) -> AsyncIterator[asyncpg.Connection]:
    dsn = await filled(server, SIZES, lambda _: None)
    connection = await asyncpg.connect(dsn)
    yield connection
    await connection.close()


async def test_it_is_as_large_as_asked(community: asyncpg.Connection) -> None:
    assert await community.fetchval("SELECT count(*) FROM users") == SIZES.users
    assert await community.fetchval("SELECT count(*) FROM tags") == SIZES.tags
    assert await community.fetchval("SELECT count(*) FROM posts") == SIZES.posts
    assert await community.fetchval("SELECT count(*) FROM comments") == 5 * SIZES.posts
    length = await community.fetchval(
        "SELECT avg(length(markdown)) FROM contents JOIN posts ON content_id = contents.id"
    )
    assert 4_000 < length < 4_500


@pytest.mark.parametrize("what", COUNTED_WRONGLY)
async def test_what_is_counted_is_there(community: asyncpg.Connection, what: str) -> None:
    assert await community.fetch(COUNTED_WRONGLY[what]) == []


async def test_comments_stand_where_a_reader_expects_them(community: asyncpg.Connection) -> None:
    rows = await community.fetch("SELECT id, post_id, parent_id, created_at FROM comments")
    stored = await community.fetch("SELECT id, depth, position FROM comments")
    answers: dict[object, list[Answer]] = {}
    for row in rows:
        answer = Answer(row["id"], row["parent_id"], row["created_at"])
        answers.setdefault(row["post_id"], []).append(answer)
    places = {place for answered in answers.values() for place in depth_first(answered)}
    assert {Place(*row) for row in stored} == places


async def test_it_is_kept_for_the_next_run(server: str, community: asyncpg.Connection) -> None:
    [first] = await community.fetch("SELECT min(id::text) FROM posts")
    reports: list[str] = []
    await filled(server, SIZES, reports.append)
    assert reports == []
    assert await community.fetch("SELECT min(id::text) FROM posts") == [first]


async def test_a_new_migration_is_applied_to_the_one_that_is_kept(
    server: str, community: asyncpg.Connection, tmp_path: Path
) -> None:
    [first] = await community.fetch("SELECT min(id::text) FROM posts")
    migrations = tmp_path / "migrations"
    copytree(FOLDER, migrations)
    (migrations / "9999_one_more.sql").write_text("CREATE TABLE one_more ();", encoding="utf-8")
    reports: list[str] = []
    await filled(server, SIZES, reports.append, migrations=migrations)
    assert reports == ["Applying migration 9999_one_more.sql."]
    assert await community.fetch("SELECT FROM one_more") == []
    assert await community.fetch("SELECT min(id::text) FROM posts") == [first]
    await community.execute("DROP TABLE one_more; DELETE FROM migrations WHERE name LIKE '9999%'")


async def test_its_indexes_are_those_of_the_migrations(
    connection: asyncpg.Connection, community: asyncpg.Connection
) -> None:
    indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    assert await community.fetch(indexes) == await connection.fetch(indexes)


@pytest.mark.parametrize("scale", [0, -1, 1.5])
def test_a_scale_that_makes_no_sense_is_one_sentence(scale: float) -> None:
    with pytest.raises(ValueError, match="it must be above 0, and at most 1"):
        sizes_at(scale)

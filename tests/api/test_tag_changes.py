"""Tags: what the staff may do with them, and what becomes of posts and old names."""

from uuid import uuid4

import pytest

from domain.ids import POST, TAG, TagId
from domain.posts.models import PostStatus
from tests.announced import announced, last_event
from tests.api.callers import EVERYONE, ONLY_STAFF, ask, code_of, make_caller, make_staff, mutation
from tests.api.client import Api
from tests.factories import make_post, make_publication, make_tag, make_user
from tests.pinned import PinnedDatabase

CREATE = mutation("createTag", "tag { id slug name description postCount }")
UPDATE = mutation("updateTag", "tag { slug name description }")
MERGE = mutation("mergeTags", "mergedTagId tag { id slug postCount }")
DELETE = mutation("deleteTag", "deletedTagId")

UNKNOWN = TAG.text_of(TagId(uuid4()))


async def slugs(database: PinnedDatabase) -> list[str]:
    rows = await database.fetch("SELECT slug FROM tags ORDER BY slug")
    return [row["slug"] for row in rows]


@pytest.mark.parametrize("who", EVERYONE)
async def test_the_staff_keeps_tags(database: PinnedDatabase, api: Api, who: str) -> None:
    caller = await make_caller(database, who, await make_publication(database))
    sql, other, unused = [
        TAG.text_of(await make_tag(database, slug)) for slug in ("sql", "other", "unused")
    ]

    results = [
        await ask(api, CREATE, caller, name="New"),
        await ask(api, UPDATE, caller, tagId=sql, name="SQL"),
        await ask(api, MERGE, caller, fromTagId=other, intoTagId=sql),
        await ask(api, DELETE, caller, tagId=unused),
    ]

    assert [code_of(result) for result in results] == [ONLY_STAFF.get(who)] * 4
    if who in ONLY_STAFF:
        assert await slugs(database) == ["other", "sql", "unused"]
        assert await announced(database) == []
        assert await database.fetchval("SELECT count(*) FROM audit_entries") == 0
    else:
        assert await slugs(database) == ["new", "sql"]
        names = ["tag.created", "tag.updated", "tag.merged", "tag.deleted"]
        assert await announced(database) == names


async def test_a_new_tag_is_called_after_its_name(database: PinnedDatabase, api: Api) -> None:
    staff = await make_staff(database)

    created = await ask(api, CREATE, staff, name="  Été \n à  Paris ", description=" Summer. ")

    tag = created["tag"]
    assert tag == {
        "id": tag["id"],
        "slug": "ete-a-paris",
        "name": "Été à Paris",
        "description": "Summer.",
        "postCount": 0,
    }
    assert await last_event(database) == {"tag_id": tag["id"]}
    assert await slugs(database) == ["ete-a-paris"]


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "x", "description": "x" * 1_001}, "description"),
        ({"name": "x", "slug": ""}, "slug"),
        ({"name": "x", "slug": "Upper"}, "slug"),
        ({"name": "x", "slug": "a/b"}, "slug"),
        ({"name": "x", "slug": "x" * 201}, "slug"),
    ],
)
async def test_what_a_tag_cannot_be_called(
    database: PinnedDatabase, api: Api, given: dict[str, str], argument: str
) -> None:
    refused = await ask(api, CREATE, await make_staff(database), **given)

    assert refused["code"] == "INVALID_INPUT"
    assert [violation["argument"] for violation in refused["violations"]] == [argument]
    assert await slugs(database) == []
    assert await announced(database) == []


async def test_everything_that_is_wrong_is_said_at_once(database: PinnedDatabase, api: Api) -> None:
    refused = await ask(api, CREATE, await make_staff(database), name="", slug="?")

    assert [violation["argument"] for violation in refused["violations"]] == ["name", "slug"]


async def test_a_slug_that_another_tag_has_or_had_is_taken(
    database: PinnedDatabase, api: Api
) -> None:
    staff = await make_staff(database)
    sql = TAG.text_of(await make_tag(database, "sql"))
    other = TAG.text_of(await make_tag(database, "other"))
    await ask(api, UPDATE, staff, tagId=sql, slug="databases")

    results = [
        await ask(api, CREATE, staff, name="Databases"),
        await ask(api, CREATE, staff, name="SQL"),
        await ask(api, UPDATE, staff, tagId=other, slug="databases"),
        await ask(api, UPDATE, staff, tagId=other, slug="sql"),
    ]

    assert {result["code"] for result in results} == {"TAG_SLUG_TAKEN"}
    assert await slugs(database) == ["databases", "other"]
    assert await announced(database) == ["tag.updated"]


async def test_a_renamed_tag_answers_to_its_old_slugs_and_may_take_them_back(
    database: PinnedDatabase, api: Api
) -> None:
    staff = await make_staff(database)
    await make_post(database, staff, tags=("sql",))
    tag_id = TAG.text_of(await make_tag(database, "sql"))
    find = '{ old: tag(slug: "sql") { slug name description } new: tag(slug: "db") { slug } }'

    renamed = await ask(
        api, UPDATE, staff, tagId=tag_id, slug="db", name="Databases", description="All."
    )
    after = await api(find)
    back = await ask(api, UPDATE, staff, tagId=tag_id, slug="sql", description="")
    again = await api(find)

    assert renamed["tag"] == {"slug": "db", "name": "Databases", "description": "All."}
    assert after == {"old": renamed["tag"], "new": {"slug": "db"}}
    assert back["tag"] == {"slug": "sql", "name": "Databases", "description": None}
    assert again == {"old": back["tag"], "new": {"slug": "sql"}}
    assert await database.fetchval("SELECT array_agg(slug) FROM former_tag_slugs") == ["db"]


async def test_nothing_is_announced_when_nothing_changes(
    database: PinnedDatabase, api: Api
) -> None:
    tag_id = TAG.text_of(await make_tag(database, "sql"))

    same = await ask(api, UPDATE, await make_staff(database), tagId=tag_id, slug="sql")

    assert same["tag"]["slug"] == "sql"
    assert await announced(database) == []


async def test_a_tag_has_a_hundred_former_slugs_at_most(database: PinnedDatabase, api: Api) -> None:
    tag_id = await make_tag(database, "sql")
    await database.execute(
        "INSERT INTO former_tag_slugs SELECT 'sql-' || n, $1 FROM generate_series(1, 100) n", tag_id
    )

    refused = await ask(
        api, UPDATE, await make_staff(database), tagId=TAG.text_of(tag_id), slug="one-more"
    )

    assert refused["code"] == "TAG_RENAMED_TOO_OFTEN"
    assert await slugs(database) == ["sql"]


async def test_a_tag_that_is_not_there_is_not_found(database: PinnedDatabase, api: Api) -> None:
    staff = await make_staff(database)
    sql = TAG.text_of(await make_tag(database, "sql"))

    results = [
        await ask(api, UPDATE, staff, tagId=UNKNOWN, name="x"),
        await ask(api, DELETE, staff, tagId=UNKNOWN),
        await ask(api, MERGE, staff, fromTagId=UNKNOWN, intoTagId=sql),
        await ask(api, MERGE, staff, fromTagId=sql, intoTagId=UNKNOWN),
    ]

    assert {result["code"] for result in results} == {"TAG_NOT_FOUND"}
    assert await slugs(database) == ["sql"]
    assert await announced(database) == []


async def test_only_the_id_of_a_tag_is_one(database: PinnedDatabase, api: Api) -> None:
    staff = await make_staff(database)
    post_id = POST.text_of(await make_post(database, staff))

    results = [
        await ask(api, UPDATE, staff, tagId=post_id),
        await ask(api, DELETE, staff, tagId="x"),
        await ask(api, MERGE, staff, fromTagId="", intoTagId=UNKNOWN),
        await ask(api, MERGE, staff, fromTagId=UNKNOWN, intoTagId="tag_"),
        await ask(api, MERGE, staff, fromTagId=UNKNOWN, intoTagId=UNKNOWN),
    ]

    arguments = [result["violations"][0]["argument"] for result in results]
    assert arguments == ["tagId", "tagId", "fromTagId", "intoTagId", "intoTagId"]


@pytest.mark.parametrize("status", [PostStatus.PUBLISHED, PostStatus.DRAFT])
async def test_a_tag_in_use_is_not_deleted(
    database: PinnedDatabase, api: Api, status: PostStatus
) -> None:
    await make_post(database, await make_user(database), tags=("sql",), status=status)
    tag_id = TAG.text_of(await make_tag(database, "sql"))

    refused = await ask(api, DELETE, await make_staff(database), tagId=tag_id)

    assert refused["code"] == "TAG_IN_USE"
    assert await slugs(database) == ["sql"]
    assert await announced(database) == []


async def test_unused_tags_are_listed_for_those_who_keep_tags_alone(
    database: PinnedDatabase, api: Api
) -> None:
    staff, author = await make_staff(database), await make_user(database)
    await make_post(database, author, tags=("used",))
    await make_post(database, author, tags=("drafted",), status=PostStatus.DRAFT)
    await make_tag(database, "apart")
    query = "{ viewer { unusedTags(first: 5) { totalCount nodes { slug } } } }"

    database.statements.clear()
    seen = await api(query, actor=staff)
    statements = len(database.statements)

    assert seen["viewer"]["unusedTags"] == {
        "totalCount": 2,
        "nodes": [{"slug": "apart"}, {"slug": "drafted"}],
    }
    assert statements == 2
    assert await api(query, actor=author) == {"viewer": {"unusedTags": None}}

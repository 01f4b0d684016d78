"""Merging tags: what becomes of posts, of edits that nobody sees yet, and of old names."""

from domain.ids import PUBLICATION, TAG
from domain.posts.models import PostStatus
from tests.announced import last_event
from tests.api.callers import ask, make_staff, mutation
from tests.api.client import Api
from tests.api.writing import Writer
from tests.factories import make_post, make_publication, make_tag, make_user
from tests.factories.edits import make_pending_edit
from tests.pinned import PinnedDatabase

UPDATE = mutation("updateTag", "tag { slug }")
MERGE = mutation("mergeTags", "mergedTagId tag { id slug postCount }")
DELETE = mutation("deleteTag", "deletedTagId")


async def test_merging_files_every_post_once_and_keeps_its_place(
    database: PinnedDatabase, api: Api
) -> None:
    staff = await make_staff(database)
    daily = await make_publication(database, handle="daily", owner=staff)
    filed = [("a", "x"), ("x", "a", "b"), ("b", "x", "a"), ("y",), ("a",)]
    posts = [
        await make_post(database, staff, publication_id=daily, tags=tags) for tags in filed[:-1]
    ]
    posts.append(await make_post(database, staff, tags=filed[-1], status=PostStatus.DRAFT))
    gone, into = await make_tag(database, "a"), await make_tag(database, "b")

    merged = await ask(api, MERGE, staff, fromTagId=TAG.text_of(gone), intoTagId=TAG.text_of(into))

    assert merged == {
        "__typename": "MergeTagsSuccess",
        "mergedTagId": TAG.text_of(gone),
        "tag": {"id": TAG.text_of(into), "slug": "b", "postCount": 3},
    }
    filed_now = {
        row["id"]: row["slugs"]
        for row in await database.fetch(
            """
            SELECT p.id, ARRAY(
                       SELECT t.slug FROM unnest(p.tag_ids) WITH ORDINALITY AS filed (id, n)
                         JOIN tags t USING (id) ORDER BY n
                   ) AS slugs
              FROM posts p
            """
        )
    }
    expected = [["b", "x"], ["x", "b"], ["b", "x"], ["y"], ["b"]]
    assert [filed_now[post_id] for post_id in posts] == expected
    counted = await api('{ publication(handle: "daily") { tags { nodes { slug postCount } } } }')
    assert sorted(tag["slug"] for tag in counted["publication"]["tags"]["nodes"]) == ["b", "x", "y"]
    counts = "SELECT post_count FROM publication_tags WHERE publication_id = $1 ORDER BY post_count"
    assert [row[0] for row in await database.fetch(counts, daily)] == [1, 3, 3]


async def test_a_merged_tag_and_all_its_names_answer_with_the_other_one(
    database: PinnedDatabase, api: Api
) -> None:
    staff = await make_staff(database)
    await make_post(database, staff, tags=("psql", "sql"))
    gone, into = await make_tag(database, "psql"), await make_tag(database, "sql")
    await ask(api, UPDATE, staff, tagId=TAG.text_of(gone), slug="postgres")

    await ask(api, MERGE, staff, fromTagId=TAG.text_of(gone), intoTagId=TAG.text_of(into))

    found = await api(
        '{ a: tag(slug: "psql") { slug } b: tag(slug: "postgres") { slug postCount } }'
    )
    assert found == {"a": {"slug": "sql"}, "b": {"slug": "sql", "postCount": 1}}
    assert await last_event(database) == {
        "tag_id": TAG.text_of(gone),
        "into_tag_id": TAG.text_of(into),
    }
    entry = await database.fetchrow("SELECT actor_id, action, subject FROM audit_entries")
    assert entry is not None
    assert tuple(entry) == (staff.user_id, "tag.merged", TAG.text_of(gone))


async def test_edits_and_revisions_name_the_other_tag_too(
    database: PinnedDatabase, api: Api
) -> None:
    staff, ada = await make_staff(database), await make_user(database)
    daily = await make_publication(database, editor=ada)
    writer = Writer(api, ada)
    created = await writer.gets(
        "createPost",
        publicationId=PUBLICATION.text_of(daily),
        title="On tags",
        markdown="All.",
        tags=["gone", "x", "kept"],
    )
    await writer.gets("publishPost", postId=created["id"], version=created["version"])
    tagged = await writer.gets(
        "savePost",
        postId=created["id"],
        version=created["version"],
        tags=["x", "gone", "kept"],
    )
    gone, kept = await make_tag(database, "gone"), await make_tag(database, "kept")

    await ask(api, MERGE, staff, fromTagId=TAG.text_of(gone), intoTagId=TAG.text_of(kept))

    after = await writer.gets("publishPostEdits", postId=tagged["id"], version=tagged["version"])
    assert tagged["newestEdit"]["tags"] == ["x", "gone", "kept"]
    assert after["newestEdit"]["tags"] == ["x", "kept"]
    revisions = await database.fetch("SELECT tag_ids FROM revisions")
    assert revisions
    assert not [row for row in revisions if gone in row["tag_ids"]]
    assert await database.fetchval("SELECT post_count FROM tags WHERE id = $1", kept) == 1


async def test_a_tag_that_only_a_pending_edit_names_is_in_use(
    database: PinnedDatabase, api: Api
) -> None:
    staff, ada = await make_staff(database), await make_user(database)
    post_id = await make_post(database, ada)
    tag_id = await make_tag(database, "pending")
    await make_pending_edit(database, post_id, ada)
    await database.execute("UPDATE post_edits SET tag_ids = ARRAY[$1::uuid]", tag_id)

    refused = await ask(api, DELETE, staff, tagId=TAG.text_of(tag_id))

    assert refused["code"] == "TAG_IN_USE"
    assert await database.fetchval("SELECT count(*) FROM tags") == 1

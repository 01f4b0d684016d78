"""What posts were, brought back: who does it, and what it leaves alone."""

from typing import Any

import pytest

from domain.ids import MEDIA, REVISION
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.post_callers import People, make_people
from tests.api.writing import Writer
from tests.factories import NOON, make_cover, make_revision
from tests.pinned import PinnedDatabase

RESTORE = """
    mutation ($id: ID!, $version: Int!) {
      restoreRevision(input: {revisionId: $id, version: $version}) {
        ... on RestoreRevisionSuccess {
          post {
            title content { markdown }
            newestEdit { version title markdown tags slug isPending coverImage { url } }
            revisions(first: 1) { nodes { number title } }
          }
        }
        ... on Error { code }
        ... on StaleVersionError { currentVersion }
      }
    }
"""


async def make_restorable(database: PinnedDatabase, people: People) -> Any:
    cover_id = MEDIA.new_id(at=NOON)
    await database.execute(
        """
        INSERT INTO media_assets (id, source_url, content_type, byte_size, created_at)
        VALUES ($1, 'https://m.example/1.png', 'image/png', 42, $2)
        """,
        cover_id,
        NOON,
    )
    return await make_revision(
        database,
        people.post_id,
        people.member("a co-author"),
        title="As it was",
        text="Old words.",
        tags=["sql", "http"],
        cover_id=cover_id,
        is_published=True,
    )


async def restore(
    api: Api, people: People, id: Any, who: str = "the author", version: int = 1
) -> Any:
    answer = await api(RESTORE, actor=people.actor(who), id=REVISION.text_of(id), version=version)
    return answer["restoreRevision"]


async def test_a_restored_revision_is_a_pending_edit_of_a_public_post(
    database: PinnedDatabase, api: Api
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED, title="As it is")
    revision_id = await make_restorable(database, people)
    slug = await database.fetchval("SELECT slug FROM posts")

    answer = await restore(api, people, revision_id)

    assert answer["post"] == {
        "title": "As it is",
        "content": {"markdown": "Well said."},
        "newestEdit": {
            "version": 2,
            "title": "As it was",
            "markdown": "Old words.",
            "tags": ["sql", "http"],
            "slug": slug,
            "isPending": True,
            "coverImage": {"url": "https://m.example/1.png"},
        },
        "revisions": {"nodes": [{"number": 2, "title": "As it was"}]},
    }


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("nobody", "UNAUTHENTICATED"),
        ("a stranger", "REVISION_NOT_FOUND"),
        ("a contributor", "REVISION_NOT_FOUND"),
        ("a moderator", "REVISION_NOT_FOUND"),
        ("the author", None),
        ("a reader's token of the author", "SCOPE_MISSING"),
        ("a co-author", None),
        ("an editor", None),
        ("an owner", None),
        ("an administrator", None),
    ],
)
@pytest.mark.parametrize("status", [PostStatus.DRAFT, PostStatus.PUBLISHED])
async def test_those_who_may_edit_a_post_restore_it(
    database: PinnedDatabase, api: Api, status: PostStatus, who: str, code: str | None
) -> None:
    people = await make_people(database, status=status)
    revision_id = await make_restorable(database, people)

    answer = await restore(api, people, revision_id, who)

    assert answer.get("code") == code
    saved = await database.fetchval("SELECT count(*) FROM revisions")
    assert saved == (2 if code is None else 1)


async def test_nothing_newer_is_written_over(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    revision_id = await make_restorable(database, people)
    await restore(api, people, revision_id)

    stale = await restore(api, people, revision_id, version=1)

    assert stale == {"code": "STALE_VERSION", "currentVersion": 2}


async def test_what_an_old_import_did_not_write_down_stays_as_it_is(
    database: PinnedDatabase, api: Api
) -> None:
    people = await make_people(database)
    author = Writer(api, people.actor("the author"))
    await author.gets("savePost", postId=people.id, version=1, tags=["sql"])
    await make_cover(database, people.post_id, source_url="https://m.example/2.png")
    revision_id = await make_revision(database, people.post_id, people.member("the author"))
    await database.execute("UPDATE revisions SET slug = NULL WHERE id = $1", revision_id)

    answer = await restore(api, people, revision_id, version=2)

    edit = answer["post"]["newestEdit"]
    assert (edit["markdown"], edit["tags"]) == ("Well said.", ["sql"])
    assert edit["coverImage"] == {"url": "https://m.example/2.png"}

"""Secret links: what they show, and for how long."""

from datetime import timedelta

import pytest

from domain.ids import PREVIEW_LINK
from domain.posts.models import PostStatus
from domain.tokens import PREVIEW_TOKEN
from tests.api.client import Api
from tests.api.post_callers import make_people
from tests.api.previews import LINKS, PREVIEW, create
from tests.factories import NOON
from tests.pinned import PinnedDatabase


async def test_whoever_has_a_link_reads_a_draft(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database, title="Not yet")

    made = await create(api, people)
    preview = await api(PREVIEW, token=made["token"])

    assert made["url"].endswith(f"/preview/{made['token']}")
    assert made["token"].startswith("bsv_")
    assert made["previewLink"]["hint"] == made["token"][:10]
    assert made["previewLink"]["createdBy"] == {"name": "the author"}
    assert made["previewLink"]["expiresAt"] == (NOON + timedelta(days=7)).isoformat()
    assert preview["postPreview"]["title"] == "Not yet"
    assert preview["postPreview"]["content"] == {"html": "<p>Well said.</p>"}
    assert preview["postPreview"]["post"] == {"id": people.id, "status": "DRAFT"}


@pytest.mark.parametrize(
    "token",
    [
        "",
        "bsv_",
        "bsv_" + "A" * 49,
        "bss_" + "A" * 49,
        PREVIEW_TOKEN.new().text,
        "bsv_" + "ü" * 49,
        "x" * 10_000,
    ],
    ids=["nothing", "prefix", "wrong checksum", "session", "unknown", "no ASCII", "long"],
)
async def test_what_is_no_link_shows_nothing(
    database: PinnedDatabase, api: Api, token: str
) -> None:
    await create(api, await make_people(database))

    assert await api(PREVIEW, token=token) == {"postPreview": None}


async def test_a_link_ends_when_it_expires(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    token = (await create(api, people, days=1))["token"]
    await database.execute("UPDATE preview_links SET expires_at = $1", NOON)

    assert await api(PREVIEW, token=token) == {"postPreview": None}
    answer = await api(LINKS, actor=people.member("the author"), post=people.id)
    assert answer["node"]["previewLinks"]["totalCount"] == 0


@pytest.mark.parametrize("status", [PostStatus.REMOVED, PostStatus.DELETED])
async def test_a_link_shows_nothing_that_was_taken_down(
    database: PinnedDatabase, api: Api, status: PostStatus
) -> None:
    people = await make_people(database, status=status)
    token = PREVIEW_TOKEN.new()
    await database.execute(
        """
        INSERT INTO preview_links
               (id, post_id, creator_id, hint, token_hash, created_at, expires_at)
        VALUES ($1, $2, $3, 'bsv_', $4, $5, $6)
        """,
        PREVIEW_LINK.new_id(at=NOON),
        people.post_id,
        people.member("the author").user_id,
        token.hash,
        NOON,
        NOON + timedelta(days=1),
    )

    assert await api(PREVIEW, token=token.text) == {"postPreview": None}


async def test_a_preview_shows_what_is_pending(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED, title="Old")
    author = people.member("the author")
    token = (await create(api, people))["token"]
    save = """
        mutation ($id: ID!) {
          savePost(input: {
            postId: $id, version: 1, title: "New", markdown: "Better.", tags: ["Secret tag"]
          }) { __typename }
        }
    """

    await api(save, actor=author, id=people.id)
    shown = await api(PREVIEW, token=token)
    public = await api("query ($id: ID!) { node(id: $id) { ... on Post { title } } }", id=people.id)

    assert shown["postPreview"]["title"] == "New"
    assert "Better." in shown["postPreview"]["content"]["html"]
    assert shown["postPreview"]["tags"] == ["Secret tag"]
    assert public["node"] == {"title": "Old"}


async def test_a_link_opens_nothing_else(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    token = (await create(api, people))["token"]
    query = """
        query ($token: String!) {
          postPreview(token: $token) {
            post {
              version newestEdit { markdown } review { state }
              previewLinks { totalCount } revisions { totalCount }
              coAuthorInvitations { totalCount } viewerCanEdit
            }
          }
          posts { totalCount }
        }
    """

    answer = await api(query, token=token)

    assert answer == {
        "postPreview": {
            "post": {
                "version": None,
                "newestEdit": None,
                "review": None,
                "previewLinks": None,
                "revisions": None,
                "coAuthorInvitations": None,
                "viewerCanEdit": False,
            }
        },
        "posts": {"totalCount": 0},
    }

"""Secret links: who makes them, who sees and ends them, and how many there are."""

import pytest

from domain.posts.models import PostStatus
from domain.tokens import PREVIEW_TOKEN
from tests.api.client import Api
from tests.api.post_callers import EVERYBODY, make_people
from tests.api.previews import LINKS, PREVIEW, create
from tests.factories import NOON
from tests.pinned import PinnedDatabase

REVOKE = """
    mutation ($link: ID!) {
      revokePreviewLink(input: {previewLinkId: $link}) {
        __typename
        ... on RevokePreviewLinkSuccess { post { previewLinks { totalCount } } }
        ... on Error { code }
      }
    }
"""


async def links(database: PinnedDatabase) -> int:
    count: int = await database.fetchval("SELECT count(*) FROM preview_links")
    return count


async def test_the_secret_is_not_stored(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)

    token = (await create(api, people))["token"]

    stored = await database.fetchrow("SELECT * FROM preview_links")
    assert stored is not None
    assert stored["token_hash"] == PREVIEW_TOKEN.parse(token)
    assert token not in str(dict(stored))


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("nobody", "UNAUTHENTICATED"),
        ("a stranger", "POST_NOT_FOUND"),
        ("the author", None),
        ("a reader's token of the author", "SCOPE_MISSING"),
        ("a co-author", None),
        ("a contributor", "POST_NOT_FOUND"),
        ("an editor", None),
        ("an owner", None),
        ("a moderator", "PERMISSION_DENIED"),
        ("an administrator", None),
    ],
)
async def test_those_who_may_edit_a_post_share_it(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await make_people(database)

    answer = await create(api, people, who)

    assert answer.get("code") == code
    assert await links(database) == (code is None)


async def test_a_reader_may_not_share_what_is_public(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)

    answer = await create(api, people, "a stranger")

    assert answer["code"] == "PERMISSION_DENIED"


@pytest.mark.parametrize("who", EVERYBODY)
async def test_links_are_shown_to_those_who_may_edit_the_post(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    made = await create(api, people)
    may_edit = who not in {"nobody", "a stranger", "a contributor", "a moderator"}
    actor = people.actor(who)

    answer = await api(LINKS, actor=actor, post=people.id)
    by_id = await api(
        "query ($id: ID!) { node(id: $id) { id } }", actor=actor, id=made["previewLink"]["id"]
    )

    shown = {"totalCount": 1, "nodes": [{"hint": made["token"][:10]}]}
    assert answer["node"]["previewLinks"] == (shown if may_edit else None)
    assert (by_id["node"] is not None) is may_edit


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("nobody", "UNAUTHENTICATED"),
        ("a stranger", "PREVIEW_LINK_NOT_FOUND"),
        ("a contributor", "PREVIEW_LINK_NOT_FOUND"),
        ("a reader's token of the author", "SCOPE_MISSING"),
        ("a co-author", None),
        ("an editor", None),
        ("a moderator", "PREVIEW_LINK_NOT_FOUND"),
        ("an administrator", None),
    ],
)
@pytest.mark.parametrize("status", [PostStatus.DRAFT, PostStatus.PUBLISHED])
async def test_those_who_may_edit_a_post_end_its_links(
    database: PinnedDatabase, api: Api, status: PostStatus, who: str, code: str | None
) -> None:
    people = await make_people(database, status=status)
    made = await create(api, people)

    answer = await api(REVOKE, actor=people.actor(who), link=made["previewLink"]["id"])

    assert answer["revokePreviewLink"].get("code") == code
    preview = await api(PREVIEW, token=made["token"])
    assert (preview["postPreview"] is None) is (code is None)
    if code is None:
        assert answer["revokePreviewLink"]["post"] == {"previewLinks": {"totalCount": 0}}


async def test_a_link_is_ended_once(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    made = await create(api, people)
    author, link = people.member("the author"), made["previewLink"]["id"]

    await api(REVOKE, actor=author, link=link)
    again = await api(REVOKE, actor=author, link=link)

    assert again["revokePreviewLink"]["code"] == "PREVIEW_LINK_NOT_FOUND"


@pytest.mark.parametrize("days", [-1, 0, 31, 2_000_000])
async def test_a_link_lasts_a_month_at_most(database: PinnedDatabase, api: Api, days: int) -> None:
    people = await make_people(database)

    answer = await create(api, people, days=days)

    assert answer["violations"] == [
        {"argument": "expiresInDays", "message": "Must be between 1 and 30."}
    ]
    assert await links(database) == 0


async def test_a_post_has_twenty_links_that_work(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    for _ in range(20):
        assert "token" in await create(api, people)

    refused = await create(api, people)
    await database.execute(
        """
        UPDATE preview_links SET expires_at = $1
         WHERE id = (SELECT id FROM preview_links ORDER BY id LIMIT 1)
        """,
        NOON,
    )
    made = await create(api, people)

    assert refused["code"] == "TOO_MANY_PREVIEW_LINKS"
    assert "token" in made
    assert await links(database) == 20

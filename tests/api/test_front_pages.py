"""Pinned posts and menus."""

from typing import Any

import pytest

from domain.ids import POST, PUBLICATION
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.publication_callers import DONE, Callers, answers, make_callers, written
from tests.factories import make_post
from tests.pinned import PinnedDatabase

PIN = """
    mutation ($id: ID!) {
      pinPost(input: {postId: $id}) {
        __typename
        ... on PinPostSuccess { publication { pinnedPost { title } } }
        ... on Error { code }
      }
    }
"""

UNPIN = """
    mutation ($id: ID!) {
      unpinPost(input: {publicationId: $id}) {
        __typename
        ... on UnpinPostSuccess { publication { pinnedPost { title } } }
        ... on Error { code }
      }
    }
"""

LINKS = """
    mutation ($id: ID!, $links: [NavigationLinkInput!]!) {
      setNavigationLinks(input: {publicationId: $id, links: $links}) {
        __typename
        ... on SetNavigationLinksSuccess { publication { navigationLinks { label url } } }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

READ = "{ publications { nodes { pinnedPost { title } navigationLinks { label url } } } }"

ABOUT = {"label": "About", "url": "/about"}
CODE = {"label": "Code", "url": "https://code.example/a?b=c#d"}


async def read(api: Api) -> Any:
    [node] = (await api(READ))["publications"]["nodes"]
    return node


async def set_links(
    api: Api, callers: Callers, links: list[dict[str, str]], kind: str = "editor"
) -> Any:
    id = PUBLICATION.text_of(callers.publication_id)
    answer = await api(LINKS, actor=callers[kind], id=id, links=links)
    return answer["setNavigationLinks"]


@answers(editor=DONE)
async def test_editors_pin_and_unpin_a_post(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)
    writer, where = callers.member("contributor"), callers.publication_id
    post_id = await make_post(database, writer, publication_id=where, title="First")

    pinned = (await api(PIN, actor=callers[kind], id=POST.text_of(post_id)))["pinPost"]

    assert pinned.get("code") == code
    shown = None if code else {"title": "First"}
    assert (await read(api))["pinnedPost"] == shown
    assert code or pinned["publication"]["pinnedPost"] == shown

    text = PUBLICATION.text_of(where)
    unpinned = (await api(UNPIN, actor=callers[kind], id=text))["unpinPost"]

    assert unpinned.get("code") == code
    assert (await read(api))["pinnedPost"] is None
    assert await written(database) == ([] if code else ["publication.updated"] * 2)


async def test_there_is_one_pinned_post(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    for title in ("First", "Second"):
        post_id = await make_post(
            database, callers.member("owner"), publication_id=callers.publication_id, title=title
        )
        await api(PIN, actor=callers["owner"], id=POST.text_of(post_id))

    assert (await read(api))["pinnedPost"] == {"title": "Second"}
    assert await database.fetchval("SELECT count(*) FROM pinned_posts") == 1


async def test_a_pinned_post_is_shown_while_it_is_published(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    owner = callers.member("owner")
    post_id = await make_post(database, owner, publication_id=callers.publication_id, title="First")
    await api(PIN, actor=owner, id=POST.text_of(post_id))
    seen = []

    for status in ("withdrawn", "published"):
        await database.execute("UPDATE posts SET status = $1", status)
        found = await api(READ, actor=owner)
        seen.append(found["publications"]["nodes"][0]["pinnedPost"])
    await database.execute("DELETE FROM posts")

    assert seen == [None, {"title": "First"}]
    assert await database.fetchval("SELECT count(*) FROM pinned_posts") == 0


@pytest.mark.parametrize(
    "status", [each for each in PostStatus if each is not PostStatus.PUBLISHED]
)
async def test_only_a_published_post_is_pinned(
    database: PinnedDatabase, api: Api, status: PostStatus
) -> None:
    callers = await make_callers(database)
    post_id = await make_post(
        database, callers.member("owner"), publication_id=callers.publication_id, status=status
    )
    id = POST.text_of(post_id)

    by_editor = (await api(PIN, actor=callers["editor"], id=id))["pinPost"]
    by_stranger = (await api(PIN, actor=callers["stranger"], id=id))["pinPost"]

    assert by_editor["code"] == "POST_NOT_PUBLISHED"
    assert by_stranger["code"] == "POST_NOT_FOUND"
    assert await written(database) == []


async def test_there_has_to_be_something_to_pin(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    for query, kind, code in (
        (PIN, "post", "POST_NOT_FOUND"),
        (PIN, "user", "INVALID_INPUT"),
        (UNPIN, "publication", "PUBLICATION_NOT_FOUND"),
        (UNPIN, "post", "INVALID_INPUT"),
    ):
        id = f"{kind}_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e"
        [answer] = (await api(query, actor=callers["owner"], id=id)).values()
        assert answer["code"] == code


async def test_unpinning_nothing_is_no_news(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)

    id = PUBLICATION.text_of(callers.publication_id)
    answer = (await api(UNPIN, actor=callers["editor"], id=id))["unpinPost"]

    assert answer["__typename"] == "UnpinPostSuccess"
    assert await written(database) == []


@answers(editor=DONE)
async def test_editors_set_the_menu(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)

    answer = await set_links(api, callers, [CODE, ABOUT], kind)

    assert answer.get("code") == code
    assert (await read(api))["navigationLinks"] == ([] if code else [CODE, ABOUT])
    assert await written(database) == ([] if code else ["publication.updated"])


async def test_the_menu_is_replaced_as_a_whole(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    await set_links(api, callers, [CODE, ABOUT])

    again = await set_links(api, callers, [ABOUT] * 20)
    none = await set_links(api, callers, [])

    assert again["publication"]["navigationLinks"] == [ABOUT] * 20
    assert none["publication"]["navigationLinks"] == []


@pytest.mark.parametrize(
    ("label", "url", "argument"),
    [
        ("", "/about", "label"),
        ("l" * 101, "/about", "label"),
        ("a\x07bell", "/about", "label"),
        ("About", "", "url"),
        ("About", "about", "url"),
        ("About", "//evil.example", "url"),
        ("About", "/\\evil.example", "url"),
        ("About", "/a b", "url"),
        ("About", "javascript:alert(1)", "url"),
        ("About", "data:text/html,hi", "url"),
        ("About", "mailto:ada@example.org", "url"),
        ("About", "https://", "url"),
        ("About", "https://a.example:port/", "url"),
        ("About", "http://[::1", "url"),
        ("About", f"/{'a' * 2_000}", "url"),
    ],
)
async def test_a_menu_leads_to_pages_of_the_web(
    database: PinnedDatabase, api: Api, label: str, url: str, argument: str
) -> None:
    callers = await make_callers(database)

    answer = await set_links(api, callers, [ABOUT, {"label": label, "url": url}])

    assert answer["violations"] == [{"argument": f"links.1.{argument}"}]
    assert (await read(api))["navigationLinks"] == []
    assert await written(database) == []


async def test_a_menu_is_short(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)

    assert (await set_links(api, callers, [ABOUT] * 21))["violations"] == [{"argument": "links"}]


async def test_what_nobody_selects_costs_nothing_and_a_level_one_statement_each(
    database: PinnedDatabase, api: Api
) -> None:
    for _ in range(3):
        callers = await make_callers(database)
        post_id = await make_post(
            database, callers.member("owner"), publication_id=callers.publication_id
        )
        await api(PIN, actor=callers["owner"], id=POST.text_of(post_id))
        await set_links(api, callers, [ABOUT])
    counted = {}

    for query in ("{ publications { nodes { name } } }", READ):
        database.statements.clear()
        await api(query)
        counted[query] = len(database.statements)

    # Publications; which posts are pinned, those posts, and links.
    assert list(counted.values()) == [1, 4]

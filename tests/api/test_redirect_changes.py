"""Redirects: who writes them, where they may lead, and who sees those to what is not public."""

from typing import Any
from uuid import uuid4

import pytest

from domain.actor import Member
from domain.ids import PAGE, POST, PUBLICATION, REDIRECT, PostId, PublicationId, RedirectId
from domain.pages.models import PageStatus
from domain.posts.models import PostStatus
from tests.announced import announced, last_event
from tests.api.callers import (
    EVERYONE,
    ONLY_EDITORS,
    SEES_EVERYTHING,
    ask,
    code_of,
    make_caller,
    make_staff,
    mutation,
    refused_what_is_hidden,
)
from tests.api.client import NOBODY, Api
from tests.factories import make_page, make_post, make_publication, make_redirect, make_user
from tests.pinned import PinnedDatabase

FIELDS = "redirect { id source target isPermanent }"
CREATE = mutation("createRedirect", FIELDS)
UPDATE = mutation("updateRedirect", FIELDS)
DELETE = mutation("deleteRedirect", "deletedRedirectId publication { handle }")

AWAY = {"url": "https://away.example/there"}


async def make_daily(database: PinnedDatabase) -> tuple[Member, PublicationId]:
    ada = await make_user(database)
    return ada, await make_publication(
        database, handle="daily", url="https://daily.example", editor=ada
    )


@pytest.mark.parametrize("who", EVERYONE)
async def test_editors_write_redirects(database: PinnedDatabase, api: Api, who: str) -> None:
    daily = await make_publication(database, handle="daily")
    caller = await make_caller(database, who, daily)
    old = REDIRECT.text_of(await make_redirect(database, daily, "old", url="/there"))
    new = {"publicationId": PUBLICATION.text_of(daily), "source": "new", "target": AWAY}

    results = [
        await ask(api, CREATE, caller, **new),
        await ask(api, UPDATE, caller, redirectId=old, source="older"),
        await ask(api, DELETE, caller, redirectId=old),
    ]

    assert [code_of(result) for result in results] == [ONLY_EDITORS.get(who)] * 3
    sources = [row["source"] for row in await database.fetch("SELECT source FROM redirects")]
    if who in ONLY_EDITORS:
        assert sources == ["old"]
        assert await announced(database) == []
    else:
        assert sources == ["new"]
        names = ["redirect.created", "redirect.updated", "redirect.deleted"]
        assert await announced(database) == names


async def test_a_redirect_leads_to_a_post_a_page_or_an_address(
    database: PinnedDatabase, api: Api
) -> None:
    ada, daily = await make_daily(database)
    post = await make_post(database, ada, publication_id=daily, path="2026/ünd")
    page = await make_page(database, daily, slug="about")
    place = {"publicationId": PUBLICATION.text_of(daily)}
    targets = [
        ({"postId": POST.text_of(post)}, "/2026/%C3%BCnd"),
        ({"pageId": PAGE.text_of(page)}, "/about"),
        ({"url": "/tag/sql?x=1"}, "/tag/sql?x=1"),
        (AWAY, AWAY["url"]),
    ]
    for number, (target, shown) in enumerate(targets):
        created = await ask(
            api, CREATE, ada, **place, source=f"//old/{number}/index.html?a", target=target
        )

        assert created["redirect"]["target"] == shown
        assert created["redirect"]["source"] == f"old/{number}"
        assert created["redirect"]["isPermanent"] is True
        assert await last_event(database) == {
            "redirect_id": created["redirect"]["id"],
            "publication_id": place["publicationId"],
        }
        found = await api(
            'query ($path: String!) { resolvePath(publication: "daily", path: $path) '
            "{ ... on Redirect { id target } } }",
            path=f"/old/{number}",
        )
        assert found["resolvePath"] == {"id": created["redirect"]["id"], "target": shown}


async def test_what_is_given_of_a_redirect_changes(database: PinnedDatabase, api: Api) -> None:
    ada, daily = await make_daily(database)
    post = await make_post(database, ada, publication_id=daily, slug="post")
    old = REDIRECT.text_of(await make_redirect(database, daily, "old", url="/there"))

    changed = [
        (await ask(api, UPDATE, ada, redirectId=old, **given))["redirect"]
        for given in (
            {"isPermanent": False},
            {"source": "/older/"},
            {"target": {"postId": POST.text_of(post)}},
            {},
        )
    ]

    assert changed == [
        {"id": old, "source": "old", "target": "/there", "isPermanent": False},
        {"id": old, "source": "older", "target": "/there", "isPermanent": False},
        {"id": old, "source": "older", "target": "/post", "isPermanent": False},
        {"id": old, "source": "older", "target": "/post", "isPermanent": False},
    ]
    assert await announced(database) == ["redirect.updated"] * 3


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"source": "/"}, "source"),
        ({"source": "https://daily.example/old"}, "source"),
        ({"source": "x" * 501}, "source"),
        ({"target": {}}, "target"),
        ({"target": {"url": "/a", "postId": POST.text_of(PostId(uuid4()))}}, "target"),
        ({"target": {"postId": "x"}}, "postId"),
        ({"target": {"pageId": "x"}}, "pageId"),
        ({"target": {"url": ""}}, "url"),
        ({"target": {"url": "there"}}, "url"),
        ({"target": {"url": "//away.example"}}, "url"),
        ({"target": {"url": "javascript:alert(1)"}}, "url"),
        ({"target": {"url": "ftp://away.example"}}, "url"),
        ({"target": {"url": "https://ada:secret@away.example"}}, "url"),
        ({"target": {"url": "https://away.example/\\a"}}, "url"),
        ({"target": {"url": "https://away.example/" + "x" * 2_000}}, "url"),
    ],
)
async def test_what_a_redirect_cannot_be(
    database: PinnedDatabase, api: Api, given: dict[str, Any], argument: str
) -> None:
    ada, daily = await make_daily(database)
    old = REDIRECT.text_of(await make_redirect(database, daily, "old", url="/there"))
    new = {"publicationId": PUBLICATION.text_of(daily), "source": "new", "target": AWAY}

    results = [
        await ask(api, CREATE, ada, **{**new, **given}),
        await ask(api, UPDATE, ada, redirectId=old, **given),
    ]

    assert [result["violations"][0]["argument"] for result in results] == [argument] * 2
    assert await announced(database) == []


async def test_an_address_at_which_something_is_leads_nowhere_else(
    database: PinnedDatabase, api: Api
) -> None:
    ada, daily = await make_daily(database)
    await make_post(database, ada, publication_id=daily, slug="post", path="2026/post")
    await make_page(database, daily, slug="about")
    await make_page(database, daily, slug="draft", status=PageStatus.DRAFT)
    mine = REDIRECT.text_of(await make_redirect(database, daily, "mine", url="/there"))
    await make_redirect(database, daily, "taken", url="/there")
    place = {"publicationId": PUBLICATION.text_of(daily), "target": AWAY}

    codes = [
        code_of(result)
        for source in ("2026/post", "about", "taken", "draft")
        for result in (
            await ask(api, CREATE, ada, **place, source=source),
            await ask(api, UPDATE, ada, redirectId=mine, source=source),
        )
    ]

    # Of what nobody sees, the address is free; and it is the second one's by then.
    assert codes == ["REDIRECT_SOURCE_TAKEN"] * 6 + [None, "REDIRECT_SOURCE_TAKEN"]


async def test_a_redirect_does_not_lead_back_to_where_it_begins(
    database: PinnedDatabase, api: Api
) -> None:
    ada, daily = await make_daily(database)
    await make_redirect(database, daily, "b", url="https://daily.example/a/")
    mine = REDIRECT.text_of(await make_redirect(database, daily, "c", url="/there"))
    draft = await make_post(
        database, ada, publication_id=daily, slug="draft", status=PostStatus.DRAFT
    )
    place = {"publicationId": PUBLICATION.text_of(daily)}
    loops = [
        ("a", {"url": "/a"}),
        ("a", {"url": "https://daily.example/a"}),
        ("a", {"url": "/b?again"}),
        ("draft", {"postId": POST.text_of(draft)}),
    ]

    codes = {
        code_of(result)
        for source, target in loops
        for result in (
            await ask(api, CREATE, ada, **place, source=source, target=target),
            await ask(api, UPDATE, ada, redirectId=mine, source=source, target=target),
        )
    }
    fine = await ask(api, CREATE, ada, **place, source="a", target={"url": "/c"})

    assert codes == {"REDIRECT_LOOPS"}
    assert code_of(fine) is None


async def test_a_target_is_a_text_of_the_same_publication(
    database: PinnedDatabase, api: Api
) -> None:
    ada, daily = await make_daily(database)
    foreign = POST.text_of(await make_post(database, ada))
    elsewhere = PAGE.text_of(await make_page(database, await make_publication(database)))
    place = {"publicationId": PUBLICATION.text_of(daily), "source": "old"}

    codes = {
        code_of(await ask(api, CREATE, ada, **place, target=target))
        for target in (
            {"postId": foreign},
            {"pageId": elsewhere},
            {"postId": POST.text_of(PostId(uuid4()))},
        )
    }

    assert codes == {"REDIRECT_TARGET_NOT_FOUND"}
    assert await announced(database) == []


async def test_editors_write_a_thousand_redirects_at_most(
    database: PinnedDatabase, api: Api
) -> None:
    ada, daily = await make_daily(database)
    await database.execute(
        """
        INSERT INTO redirects (id, publication_id, source, url, is_permanent, created_at, is_rule)
        SELECT gen_random_uuid(), $1, 'old/' || n, '/x', true, now(), n > 100
          FROM generate_series(1, 1100) n
        """,
        daily,
    )
    new = {"publicationId": PUBLICATION.text_of(daily), "source": "new", "target": AWAY}

    refused = await ask(api, CREATE, ada, **new)
    await database.execute("DELETE FROM redirects WHERE source = 'old/1100'")
    created = await ask(api, CREATE, ada, **new)

    assert refused["code"] == "TOO_MANY_REDIRECTS"
    assert code_of(created) is None


@pytest.mark.parametrize("who", EVERYONE)
async def test_a_redirect_to_what_is_not_public_is_there_for_editors_alone(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    daily = await make_publication(database, handle="daily")
    caller = await make_caller(database, who, daily)
    draft = await make_page(database, daily, slug="hidden", status=PageStatus.DRAFT)
    old = REDIRECT.text_of(await make_redirect(database, daily, "old", page_id=draft))
    query = """query ($id: ID!) {
        node(id: $id) { id }
        resolvePath(publication: "daily", path: "/old") { __typename }
        publication(handle: "daily") {
            redirects { totalCount }
            viewerRedirects { totalCount nodes { id target } }
        }
    }"""

    seen = await api(query, actor=caller, id=old)
    changed = await ask(api, UPDATE, caller, redirectId=old, isPermanent=False)

    sees = who in SEES_EVERYTHING
    assert seen["node"] == ({"id": old} if sees else None)
    assert seen["resolvePath"] is None
    assert seen["publication"]["redirects"] == {"totalCount": 0}
    shown = {"totalCount": 1, "nodes": [{"id": old, "target": "/hidden"}]}
    assert seen["publication"]["viewerRedirects"] == (shown if sees else None)
    assert code_of(changed) == refused_what_is_hidden(who, "REDIRECT_NOT_FOUND")


async def test_what_is_not_there_is_not_found(database: PinnedDatabase, api: Api) -> None:
    staff = await make_staff(database)
    unknown = REDIRECT.text_of(RedirectId(uuid4()))
    nowhere = PUBLICATION.text_of(PublicationId(uuid4()))

    results = [
        await ask(api, UPDATE, staff, redirectId=unknown),
        await ask(api, DELETE, staff, redirectId=unknown),
        await ask(api, CREATE, staff, publicationId=nowhere, source="x", target=AWAY),
    ]
    foreign = await ask(api, DELETE, staff, redirectId=nowhere)

    codes = [result["code"] for result in results]
    assert codes == ["REDIRECT_NOT_FOUND", "REDIRECT_NOT_FOUND", "PUBLICATION_NOT_FOUND"]
    assert foreign["violations"][0]["argument"] == "redirectId"


@pytest.mark.parametrize("number", [1, 3])
async def test_what_editors_see_costs_the_same_for_any_number(
    database: PinnedDatabase, api: Api, number: int
) -> None:
    ada = await make_user(database)
    for _ in range(number):
        publication_id = await make_publication(database, editor=ada)
        for source in range(number):
            await make_redirect(database, publication_id, f"old/{source}", url="/x")
    query = "{ publications { nodes { viewerRedirects(first: 3) { nodes { source } } } } }"

    counted = []
    for actor in (ada, NOBODY):
        database.statements.clear()
        await api(query, actor=actor)
        counted.append(len(database.statements))

    # Publications; what the viewer is in them; their redirects.
    assert counted == [3, 1]

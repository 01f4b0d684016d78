"""Redirects: where they may lead, and from where."""

from typing import Any
from uuid import uuid4

import pytest

from domain.ids import PAGE, POST, PUBLICATION, REDIRECT, PostId
from domain.pages.models import PageStatus
from domain.posts.models import PostStatus
from tests.announced import announced, last_event
from tests.api.callers import ask, code_of
from tests.api.client import Api
from tests.api.redirects import AWAY, CREATE, UPDATE, make_daily
from tests.factories import make_page, make_post, make_publication, make_redirect
from tests.pinned import PinnedDatabase


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

"""Redirects: who writes them, how many, and who sees those to what is not public."""

from uuid import uuid4

import pytest

from domain.ids import POST, PUBLICATION, REDIRECT, PublicationId, RedirectId
from domain.pages.models import PageStatus
from tests.announced import announced
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
from tests.api.redirects import AWAY, CREATE, UPDATE, make_daily
from tests.factories import make_page, make_post, make_publication, make_redirect, make_user
from tests.pinned import PinnedDatabase

DELETE = mutation("deleteRedirect", "deletedRedirectId publication { handle }")


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

"""Series: who makes and orders them, what becomes of old names, and who sees the empty ones."""

from uuid import uuid4

import pytest

from domain.ids import POST, PUBLICATION, SERIES, SeriesId
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
from tests.api.client import Api
from tests.api.test_series_parts import make_parts, order_of
from tests.factories import make_post, make_publication, make_series, make_user
from tests.pinned import PinnedDatabase

SERIES_FIELDS = "series { id slug title description viewerPosts { nodes { slug } } }"
CREATE = mutation("createSeries", SERIES_FIELDS)
UPDATE = mutation("updateSeries", SERIES_FIELDS)
DELETE = mutation("deleteSeries", "deletedSeriesId publication { handle }")
ADD = mutation("addPostToSeries", f"{SERIES_FIELDS} post {{ slug series {{ slug }} }}")
REMOVE = mutation("removePostFromSeries", f"{SERIES_FIELDS} post {{ slug series {{ slug }} }}")
MOVE = mutation("movePostInSeries", SERIES_FIELDS)

UNKNOWN = SERIES.text_of(SeriesId(uuid4()))


@pytest.mark.parametrize("who", EVERYONE)
async def test_editors_make_and_arrange_series(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    daily = await make_publication(database)
    caller = await make_caller(database, who, daily)
    one, two, three = await make_parts(database, daily, "one", "two", "three")
    parts = await make_series(database, daily, slug="parts", posts=[one, two])
    text = SERIES.text_of(parts)

    results = [
        await ask(api, CREATE, caller, publicationId=PUBLICATION.text_of(daily), title="New parts"),
        await ask(api, ADD, caller, seriesId=text, postId=POST.text_of(three)),
        await ask(api, MOVE, caller, seriesId=text, postId=POST.text_of(three), position=1),
        await ask(api, REMOVE, caller, seriesId=text, postId=POST.text_of(one)),
        await ask(api, UPDATE, caller, seriesId=text, title="Parts"),
    ]
    seen = await order_of(database, parts)
    results.append(await ask(api, DELETE, caller, seriesId=text))

    assert [code_of(result) for result in results] == [ONLY_EDITORS.get(who)] * 6
    slugs = [row["slug"] for row in await database.fetch("SELECT slug FROM series")]
    if who in ONLY_EDITORS:
        assert seen == ["one", "two"]
        assert slugs == ["parts"]
        assert await announced(database) == []
    else:
        assert seen == ["three", "two"]
        assert slugs == ["new-parts"]
        assert await announced(database) == [
            "series.created",
            "series.post_added",
            "series.post_moved",
            "series.post_removed",
            "series.updated",
            "series.deleted",
        ]


async def test_a_series_is_called_after_its_title_and_numbered_where_that_is_taken(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, editor=ada)
    other = await make_publication(database, editor=ada)
    given = {"publicationId": PUBLICATION.text_of(daily), "title": " Über  uns "}

    created = [await ask(api, CREATE, ada, **given) for _ in range(2)]
    elsewhere = await ask(
        api, CREATE, ada, publicationId=PUBLICATION.text_of(other), title="Uber uns"
    )
    chosen = await ask(api, CREATE, ada, **given, slug="mine", description=" All. ")
    taken = await ask(api, CREATE, ada, **given, slug="mine")

    assert [result["series"]["slug"] for result in created] == ["uber-uns", "uber-uns-2"]
    assert created[0]["series"]["title"] == "Über uns"
    assert elsewhere["series"]["slug"] == "uber-uns"
    assert chosen["series"]["description"] == "All."
    assert taken["code"] == "SERIES_SLUG_TAKEN"
    assert await last_event(database) == {
        "series_id": chosen["series"]["id"],
        "publication_id": given["publicationId"],
    }


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"title": "\n"}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "x", "description": "x" * 2_001}, "description"),
        ({"title": "x", "slug": "no slug"}, "slug"),
        ({"title": "x", "publicationId": UNKNOWN}, "publicationId"),
    ],
)
async def test_what_a_series_cannot_be_called(
    database: PinnedDatabase, api: Api, given: dict[str, str], argument: str
) -> None:
    ada = await make_user(database)
    daily = PUBLICATION.text_of(await make_publication(database, editor=ada))

    refused = await ask(api, CREATE, ada, **{"publicationId": daily, **given})

    assert refused["violations"][0]["argument"] == argument
    assert await announced(database) == []


async def test_a_publication_has_a_thousand_series_at_most(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, editor=ada)
    await database.execute(
        """
        INSERT INTO series (id, publication_id, slug, title, created_at)
        SELECT gen_random_uuid(), $1, 's' || n, 's', now() FROM generate_series(1, 1000) n
        """,
        daily,
    )

    refused = await ask(api, CREATE, ada, publicationId=PUBLICATION.text_of(daily), title="x")

    assert refused["code"] == "TOO_MANY_SERIES"
    assert await announced(database) == []


async def test_a_series_keeps_its_old_addresses(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, handle="daily", editor=ada)
    [one] = await make_parts(database, daily, "one")
    parts = SERIES.text_of(await make_series(database, daily, slug="parts", posts=[one]))
    other = SERIES.text_of(await make_series(database, daily, slug="other", posts=[one]))
    find = """{
        old: resolvePath(publication: "daily", path: "/series/parts") { ... on Series { slug } }
        new: resolvePath(publication: "daily", path: "/series/pieces/") { ... on Series { slug } }
    }"""

    renamed = await ask(api, UPDATE, ada, seriesId=parts, slug="pieces", title="Pieces")
    after = await api(find)
    taken = [
        await ask(api, UPDATE, ada, seriesId=other, slug="parts"),
        await ask(api, UPDATE, ada, seriesId=other, slug="pieces"),
        await ask(
            api, CREATE, ada, publicationId=PUBLICATION.text_of(daily), title="x", slug="parts"
        ),
    ]
    back = await ask(api, UPDATE, ada, seriesId=parts, slug="parts")

    assert renamed["series"]["slug"] == "pieces"
    assert after == {"old": {"slug": "pieces"}, "new": {"slug": "pieces"}}
    assert {result["code"] for result in taken} == {"SERIES_SLUG_TAKEN"}
    assert back["series"]["slug"] == "parts"
    assert await api(find) == {"old": {"slug": "parts"}, "new": {"slug": "parts"}}
    assert len(await announced(database)) == 2


async def test_a_series_has_a_hundred_former_slugs_at_most(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, editor=ada)
    parts = await make_series(database, daily, slug="parts")
    await database.execute(
        "INSERT INTO former_series_slugs SELECT $1, 's' || n, $2 FROM generate_series(1, 100) n",
        daily,
        parts,
    )

    refused = await ask(api, UPDATE, ada, seriesId=SERIES.text_of(parts), slug="one-more")

    assert refused["code"] == "SERIES_RENAMED_TOO_OFTEN"


async def test_nothing_is_announced_when_nothing_changes(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, editor=ada)
    one, two = await make_parts(database, daily, "one", "two")
    parts = SERIES.text_of(await make_series(database, daily, slug="parts", posts=[one, two]))

    await ask(api, UPDATE, ada, seriesId=parts, slug="parts", title="parts")
    moved = await ask(api, MOVE, ada, seriesId=parts, postId=POST.text_of(two), position=9)

    assert moved["series"]["viewerPosts"]["nodes"] == [{"slug": "one"}, {"slug": "two"}]
    assert await announced(database) == []


@pytest.mark.parametrize("who", EVERYONE)
async def test_a_series_without_a_public_post_is_there_for_editors_alone(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    daily = await make_publication(database, handle="daily")
    caller = await make_caller(database, who, daily)
    draft = await make_post(
        database, await make_user(database), publication_id=daily, status=PostStatus.DRAFT
    )
    hidden = SERIES.text_of(await make_series(database, daily, slug="hidden", posts=[draft]))
    query = """query ($id: ID!) {
        node(id: $id) { id }
        resolvePath(publication: "daily", path: "series/hidden") { __typename }
        publication(handle: "daily") {
            series { totalCount }
            viewerSeries { totalCount nodes { slug viewerPosts { totalCount } } }
        }
    }"""

    seen = await api(query, actor=caller, id=hidden)
    changed = await ask(api, UPDATE, caller, seriesId=hidden, title="x")

    sees = who in SEES_EVERYTHING
    assert seen["node"] == ({"id": hidden} if sees else None)
    assert seen["resolvePath"] is None
    assert seen["publication"]["series"] == {"totalCount": 0}
    shown = {"totalCount": 1, "nodes": [{"slug": "hidden", "viewerPosts": {"totalCount": 1}}]}
    assert seen["publication"]["viewerSeries"] == (shown if sees else None)
    assert code_of(changed) == refused_what_is_hidden(who, "SERIES_NOT_FOUND")


async def test_the_viewer_is_told_who_may_edit(database: PinnedDatabase, api: Api) -> None:
    daily = await make_publication(database, handle="daily")
    [one] = await make_parts(database, daily, "one")
    await make_series(database, daily, slug="parts", posts=[one])
    query = '{ publication(handle: "daily") { series { nodes { viewerCanEdit } } } }'

    told = {
        who: await api(query, actor=await make_caller(database, who, daily)) for who in EVERYONE
    }

    may = {
        who: seen["publication"]["series"]["nodes"][0]["viewerCanEdit"]
        for who, seen in told.items()
    }
    assert may == {who: who not in ONLY_EDITORS for who in EVERYONE}


async def test_a_series_that_is_not_there_is_not_found(database: PinnedDatabase, api: Api) -> None:
    staff = await make_staff(database)
    post_id = POST.text_of(await make_post(database, staff))

    results = [
        await ask(api, UPDATE, staff, seriesId=UNKNOWN),
        await ask(api, DELETE, staff, seriesId=UNKNOWN),
        await ask(api, ADD, staff, seriesId=UNKNOWN, postId=post_id),
        await ask(api, REMOVE, staff, seriesId=UNKNOWN, postId=post_id),
        await ask(api, MOVE, staff, seriesId=UNKNOWN, postId=post_id, position=1),
    ]

    assert {result["code"] for result in results} == {"SERIES_NOT_FOUND"}


@pytest.mark.parametrize("number", [1, 4])
async def test_what_editors_see_costs_the_same_for_any_number_of_series(
    database: PinnedDatabase, api: Api, number: int
) -> None:
    ada = await make_user(database)
    for _ in range(number):
        publication_id = await make_publication(database, editor=ada)
        for slug in "abcd"[:number]:
            [one] = await make_parts(database, publication_id, slug)
            await make_series(database, publication_id, slug=slug, posts=[one])
    query = """{ publications { nodes {
        viewerSeries(first: 4) { nodes { viewerCanEdit viewerPosts(first: 4) { nodes { slug } } } }
    } } }"""

    database.statements.clear()
    await api(query, actor=ada)
    signed_in = len(database.statements)
    database.statements.clear()
    await api(query)

    # Publications; what the viewer is in them; their series; the posts of those.
    assert signed_in == 4
    assert len(database.statements) == 1

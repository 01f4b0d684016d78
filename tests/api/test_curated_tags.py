"""The tags that a publication shows: chosen by its editors, in their order and words."""

from typing import Any
from uuid import uuid4

import pytest

from domain.actor import Actor, Member
from domain.ids import POST, PUBLICATION, TAG, PublicationId, TagId
from domain.posts.models import PostStatus
from tests.announced import announced, last_event
from tests.api.callers import EVERYONE, ONLY_EDITORS, code_of, make_caller, make_staff, mutation
from tests.api.client import Api
from tests.factories import make_post, make_publication, make_tag, make_user
from tests.pinned import PinnedDatabase

SHOWN = "curatedTags { tag { slug } label description }"
SET = mutation("setPublicationTags", f"publication {{ handle {SHOWN} }}")
MERGE = mutation("mergeTags", "tag { slug }")
READ = f'{{ publication(handle: "daily") {{ {SHOWN} }} }}'


async def used_tags(database: PinnedDatabase, author: Member, *slugs: str) -> list[str]:
    """Make tags that a published post is filed under, and return their ids."""
    await make_post(database, author, tags=slugs)
    return [TAG.text_of(await make_tag(database, slug)) for slug in slugs]


async def choose(
    api: Api, caller: Actor, publication_id: PublicationId, *tags: dict[str, Any]
) -> dict[str, Any]:
    given = {"publicationId": PUBLICATION.text_of(publication_id), "tags": list(tags)}
    result: dict[str, Any] = (await api(SET, actor=caller, input=given))["setPublicationTags"]
    return result


def shown(result: dict[str, Any]) -> list[str]:
    return [chosen["tag"]["slug"] for chosen in result["publication"]["curatedTags"]]


@pytest.mark.parametrize("who", EVERYONE)
async def test_editors_choose_the_tags_of_their_publication(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    daily = await make_publication(database, handle="daily")
    caller = await make_caller(database, who, daily)
    [sql] = await used_tags(database, await make_user(database), "sql")

    result = await choose(api, caller, daily, {"tagId": sql})

    assert code_of(result) == ONLY_EDITORS.get(who)
    seen = shown(await api(READ))
    assert seen == ([] if who in ONLY_EDITORS else ["sql"])
    assert await announced(database) == ["publication.tags_curated"] * len(seen)


async def test_a_choice_has_an_order_and_words_and_replaces_the_one_before(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, handle="daily", editor=ada)
    sql, http, art = await used_tags(database, ada, "sql", "http", "art")

    first = await choose(
        api,
        ada,
        daily,
        {"tagId": http, "label": " The web ", "description": "Whatever travels."},
        {"tagId": sql, "label": "", "description": None},
    )
    second = await choose(api, ada, daily, {"tagId": sql}, {"tagId": art}, {"tagId": http})
    nothing = await choose(api, ada, daily)

    assert first["publication"] == {
        "handle": "daily",
        "curatedTags": [
            {"tag": {"slug": "http"}, "label": "The web", "description": "Whatever travels."},
            {"tag": {"slug": "sql"}, "label": None, "description": None},
        ],
    }
    assert shown(second) == ["sql", "art", "http"]
    assert shown(nothing) == []
    assert await last_event(database) == {"publication_id": PUBLICATION.text_of(daily)}


async def test_a_tag_that_nobody_sees_any_more_is_not_shown(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, handle="daily", editor=ada)
    await choose(api, ada, daily, *({"tagId": id} for id in await used_tags(database, ada, "sql")))

    await database.execute("UPDATE posts SET status = 'withdrawn'")
    hidden = await api(READ)
    await database.execute("UPDATE posts SET status = 'published'")

    assert shown(hidden) == []
    assert shown(await api(READ)) == ["sql"]


async def test_a_tag_that_one_may_not_see_cannot_be_chosen(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, handle="daily", editor=ada)
    [sql] = await used_tags(database, ada, "sql")
    await make_post(database, ada, tags=("secret",), status=PostStatus.DRAFT)
    secret = TAG.text_of(await make_tag(database, "secret"))
    await choose(api, ada, daily, {"tagId": sql})

    results = [
        await choose(api, ada, daily, {"tagId": secret}),
        await choose(api, ada, daily, {"tagId": TAG.text_of(TagId(uuid4()))}),
    ]

    assert {result["code"] for result in results} == {"TAG_NOT_FOUND"}
    assert shown(await api(READ)) == ["sql"]
    assert len(await announced(database)) == 1


async def test_what_cannot_be_chosen(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, handle="daily", editor=ada)
    [sql] = await used_tags(database, ada, "sql")
    post_id = POST.text_of(await make_post(database, ada))
    many = [{"tagId": TAG.text_of(TagId(uuid4()))} for _ in range(51)]

    results = [
        await choose(api, ada, daily, *many),
        await choose(api, ada, daily, {"tagId": sql}, {"tagId": sql}),
        await choose(api, ada, daily, {"tagId": sql, "label": "x" * 101}),
        await choose(api, ada, daily, {"tagId": sql, "description": "x" * 1_001}),
        await choose(api, ada, daily, {"tagId": post_id}),
    ]

    arguments = [result["violations"][0]["argument"] for result in results]
    assert arguments == ["tags", "tags", "label", "description", "tagId"]
    assert await announced(database) == []


async def test_a_publication_that_is_not_there_is_not_found(
    database: PinnedDatabase, api: Api
) -> None:
    result = await choose(api, await make_staff(database), PublicationId(uuid4()))

    assert result["code"] == "PUBLICATION_NOT_FOUND"


async def test_a_merged_tag_is_shown_as_the_other_one_and_once(
    database: PinnedDatabase, api: Api
) -> None:
    staff, ada = await make_staff(database), await make_user(database)
    daily = await make_publication(database, handle="daily", editor=ada)
    weekly = await make_publication(database, handle="weekly", editor=ada)
    gone, kept, other = await used_tags(database, ada, "gone", "kept", "other")
    await choose(api, ada, daily, {"tagId": gone}, {"tagId": other}, {"tagId": kept})
    await choose(api, ada, weekly, {"tagId": other}, {"tagId": gone, "label": "Mine"})

    await api(MERGE, actor=staff, input={"fromTagId": gone, "intoTagId": kept})

    assert shown(await api(READ)) == ["other", "kept"]
    after = await api(READ.replace("daily", "weekly"))
    assert shown(after) == ["other", "kept"]
    assert after["publication"]["curatedTags"][1]["label"] == "Mine"


@pytest.mark.parametrize("number", [1, 3])
async def test_chosen_tags_cost_two_statements_for_all_publications(
    database: PinnedDatabase, api: Api, number: int
) -> None:
    ada = await make_user(database)
    tags = [{"tagId": id} for id in await used_tags(database, ada, "sql", "http")]
    for _ in range(number):
        publication_id = await make_publication(database, editor=ada)
        await choose(api, ada, publication_id, *tags[:number])
    database.statements.clear()

    await api(f"{{ publications {{ nodes {{ {SHOWN} }} }} }}")

    assert len(database.statements) == 3

"""Suggesting names while somebody writes."""

import pytest

from tests.api.client import Api
from tests.api.searching import suggested
from tests.factories import NOON, make_post, make_user
from tests.pinned import PinnedDatabase


@pytest.mark.parametrize(
    ("prefix", "texts"),
    [
        ("wal", {"Walking on ice", "The walrus", "walnut"}),
        ("WALR", {"The walrus"}),
        ("the wal", {"The walrus"}),
        ("ice walk", {"Walking on ice"}),
        ("walrus the", {"The walrus"}),
        ("walk wal", set()),
        ("wal the", set()),
        ("walnut-t", set()),
        ("w", set()),
        ("", set()),
        ("   ", set()),
        ("'", set()),
        ("wal' | 'x", set()),
        ("wal%", {"Walking on ice", "The walrus", "walnut"}),
        ("wal:*", {"Walking on ice", "The walrus", "walnut"}),
        ("wal\\", {"Walking on ice", "The walrus", "walnut"}),
        ("!wal", {"Walking on ice", "The walrus", "walnut"}),
        ("x" * 100, set()),
        ("é", set()),
        ("東", {"東京"}),
    ],
)
async def test_names_go_on_as_they_have_begun(
    database: PinnedDatabase, api: Api, prefix: str, texts: set[str]
) -> None:
    ada = await make_user(database)
    for title in ("Walking on ice", "The walrus", "On seals", "東京"):
        await make_post(database, ada, title=title)
    await make_post(database, ada, title="Seals", tags=("walnut",))

    assert set(await suggested(api, prefix)) == texts


async def test_names_that_begin_so_come_first_and_the_best_of_each_type(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database, name="Walter Walrus")
    for title in ("The walrus", "Walrus again", "Walrus once more"):
        await make_post(database, ada, title=title, tags=("walrus",), published_at=NOON)

    assert (await suggested(api, "walru"))[0] in {"walrus", "Walrus again", "Walrus once more"}
    assert await suggested(api, "walru", types=["USER"]) == ["Walter Walrus"]
    assert await suggested(api, "walru", types=["COMMENT"]) == []
    assert await suggested(api, "walru", types=[]) == []
    assert len(await suggested(api, "walru", first=2)) == 2
    assert await suggested(api, "walru", first=0) == []


@pytest.mark.parametrize("arguments", ['prefix: "ab", first: 101', 'prefix: "ab", first: -1'])
async def test_so_many_are_not_suggested(api: Api, arguments: str) -> None:
    assert await api.errors(f"{{ suggest({arguments}) {{ text }} }}") == ["INVALID_INPUT"]


async def test_nobody_writes_so_much_before_a_suggestion(api: Api) -> None:
    document = "query ($text: String!) { suggest(prefix: $text) { text } }"

    assert await api.errors(document, text="x" * 101) == ["INVALID_INPUT"]


async def test_suggestions_cost_a_statement_and_one_for_each_type(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database, name="walrus")
    for number in range(5):
        await make_post(database, ada, title=f"walrus {number}", tags=(f"walrus-{number}",))
    database.statements.clear()

    assert len(await suggested(api, "walr")) == 10
    assert len(database.statements) == 4

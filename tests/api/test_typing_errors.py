"""Names that are not written quite right."""

from tests.api.client import Api
from tests.api.searching import search
from tests.factories import make_comment, make_post, make_user
from tests.pinned import PinnedDatabase

WITHOUT = "DROP EXTENSION pg_trgm CASCADE"


async def test_a_name_is_found_that_is_written_alike(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    for title in ("Python for beginners", "Cooking"):
        await make_post(database, ada, title=title, tags=("python",))
    await make_comment(database, await make_post(database, ada, title="C"), ada, text="python")

    page = await search(api, "pyhton")

    assert page["isByLikeness"]
    names = {edge["node"].get("title") or edge["node"].get("slug") for edge in page["edges"]}
    assert names == {"Python for beginners", "python"}
    assert page["totalCount"] == 2
    assert [edge["highlights"] for edge in page["edges"]] == [[], []]


async def test_what_is_found_as_it_is_written_needs_no_likeness(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    await make_post(database, ada, title="Python")
    await make_post(database, ada, title="Pyhton")

    page = await search(api, "pyhton")

    assert not page["isByLikeness"]
    assert [edge["node"]["title"] for edge in page["edges"]] == ["Pyhton"]


async def test_likeness_is_narrowed_and_paged_like_words(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database, username="ada")
    for number in range(5):
        await make_post(database, ada, title=f"Python {number}", tags=("snakes",))
    await make_post(database, await make_user(database), title="Python by others")

    page = await search(api, "pyhton", filter={"author": "ada"}, first=2)
    seen = [edge["node"]["title"] for edge in page["edges"]]
    assert page["totalCount"] == 5
    while page["pageInfo"]["hasNextPage"]:
        after = page["pageInfo"]["endCursor"]
        page = await search(api, "pyhton", filter={"author": "ada"}, first=2, after=after)
        assert page["isByLikeness"]
        seen += [edge["node"]["title"] for edge in page["edges"]]

    assert sorted(seen) == [f"Python {number}" for number in range(5)]
    other = await search(api, "pyhton", filter={"tag": "snakes"}, types=["POST"])
    assert len(other["edges"]) == 5


async def test_without_the_extension_nothing_is_alike(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    await make_post(database, ada, title="Python")
    await database.execute(WITHOUT)

    page = await search(api, "pyhton")

    assert page["edges"] == []
    assert not page["isByLikeness"]
    assert len((await search(api, "python"))["edges"]) == 1
    assert await database.fetchval("SELECT find_similar_names()")
    assert len((await search(api, "pyhton"))["edges"]) == 1

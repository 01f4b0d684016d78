"""Finding things by their words."""

from datetime import timedelta

import pytest

from tests.api.client import Api
from tests.api.searching import found, search
from tests.factories import NOON, make_comment, make_content, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase


async def test_everything_is_found_by_its_words(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database, name="Ada Walrus", username="ada")
    gazette = await make_publication(database, handle="walrus-weekly")
    post = await make_post(
        database, ada, publication_id=gazette, title="Of walruses", tags=("walrus",)
    )
    await make_comment(database, post, ada, text="I like walruses.")

    page = await search(api, "walrus")

    assert {edge["node"]["__typename"] for edge in page["edges"]} == {
        "Post",
        "Comment",
        "User",
        "Tag",
        "Publication",
    }
    assert page["nodes"] == [{"__typename": edge["node"]["__typename"]} for edge in page["edges"]]
    assert page["totalCount"] == 5
    assert not page["isByLikeness"]
    assert page["facets"] == {
        "isComplete": True,
        "tags": [{"tag": {"slug": "walrus"}, "count": 1}],
        "authors": [{"user": {"username": "ada"}, "count": 1}],
    }


async def test_names_weigh_more_than_texts(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    at = NOON
    text = await make_content(database, text="Something about a walrus, at some length.")
    await make_post(database, ada, title="text", content_id=text, published_at=at)
    await make_post(database, ada, title="tag", tags=("walrus",), published_at=at)
    await make_post(database, ada, title="walrus", published_at=at)

    assert await found(api, "walrus", types=["POST"]) == ["walrus", "tag", "text"]


async def test_of_what_matches_as_well_the_newest_come_first(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    for years in (3, 1, 2):
        at = NOON - timedelta(days=365 * years)
        await make_post(database, ada, title=f"walrus {years}", published_at=at)

    assert await found(api, "walrus", types=["POST"]) == ["walrus 1", "walrus 2", "walrus 3"]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("grey walrus", {"The grey walrus", "The walrus is grey"}),
        ("WALRUSES greys", {"The grey walrus", "The walrus is grey"}),
        ('"grey walrus"', {"The grey walrus"}),
        ("walrus -grey", {"The green walrus"}),
        ("grey OR green", {"The grey walrus", "The walrus is grey", "The green walrus"}),
        ("green seal", set()),
        ("the of and", set()),
        ("", set()),
        ("  \t\n ", set()),
        ("-", set()),
        ('"', set()),
        ('"grey', {"The grey walrus", "The walrus is grey"}),
        ("& | ! <-> :* ()", set()),
        ("grey & !walrus", {"The grey walrus", "The walrus is grey"}),
        ("walr:*", set()),
        ("'; DROP TABLE posts; --", set()),
        ("%", set()),
        ("w_lrus", set()),
        ("x" * 500, set()),
        ("\u202e\u200b", set()),
        ("\x01d0.20455", set()),
    ],
)
async def test_words_are_words_whatever_stands_between_them(
    database: PinnedDatabase, api: Api, words: str, titles: set[str]
) -> None:
    ada = await make_user(database)
    for title in ("The grey walrus", "The walrus is grey", "The green walrus"):
        await make_post(database, ada, title=title)

    assert set(await found(api, words, types=["POST"])) == titles


async def test_a_long_question_is_refused(api: Api) -> None:
    document = "query ($words: String!) { search(query: $words) { totalCount } }"

    assert await api.errors(document, words="x" * 501) == ["INVALID_INPUT"]
    assert await api.errors(document, words="a\0b") == ["BAD_USER_INPUT"]
    assert await api.errors(document, words="a\ud800b") == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("en", "Running databases", "database run"),
        ("en-GB", "Running databases", "database run"),
        ("de", "Häuser am Meer", "haus"),
        ("fr", "Les chevaux mangent", "cheval"),
        ("ru", "Собаки бегают", "собака бегать"),
        ("xx", "Running databases", "databases running"),
        ("ja", "東京 タワー", "東京"),
        ("pt-br", "Computadores", "computador"),
    ],
)
async def test_words_are_known_in_other_forms_by_the_language_of_the_text(
    database: PinnedDatabase, api: Api, language: str, title: str, words: str
) -> None:
    await make_post(database, await make_user(database), title=title, language=language)

    assert await found(api, words, types=["POST"]) == [title]


async def test_what_is_left_out_is_left_out_in_each_language(
    database: PinnedDatabase, api: Api
) -> None:
    """What one language takes for the same word, another does not."""
    ada = await make_user(database)
    await make_post(database, ada, title="walrus databases", language="en")
    await make_post(database, ada, title="walrus databases", language="xx", slug="plain")

    page = await search(api, "walrus -database", types=["POST"])

    assert [edge["node"]["slug"] for edge in page["edges"]] == ["plain"]


async def test_what_is_left_out_may_stand_in_the_text(database: PinnedDatabase, api: Api) -> None:
    text = await make_content(database, text="It is grey.")
    await make_post(database, await make_user(database), title="walrus", content_id=text)

    assert await found(api, "walrus -grey") == []


async def test_pages_hold_still_while_others_write(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    for number in range(9):
        at = NOON - timedelta(days=40 * number)
        await make_post(database, ada, title=f"walrus {number}", published_at=at)
    whole = await found(api, "walrus")

    page = await search(api, "walrus", first=4)
    seen = [edge["node"]["title"] for edge in page["edges"]]
    for _ in range(3):
        await make_post(database, ada, title="walrus walrus", published_at=NOON + timedelta(days=2))
    while page["pageInfo"]["hasNextPage"]:
        page = await search(api, "walrus", first=4, after=page["pageInfo"]["endCursor"])
        seen += [edge["node"]["title"] for edge in page["edges"]]

    assert seen == whole
    assert len(await found(api, "walrus")) == 12


async def test_a_cursor_of_another_search_is_refused(database: PinnedDatabase, api: Api) -> None:
    await make_post(database, await make_user(database), title="grey walrus")
    cursor = (await search(api, "walrus"))["pageInfo"]["endCursor"]
    document = """
        query ($words: String!, $types: [SearchType!], $after: String) {
          search(query: $words, types: $types, after: $after) { totalCount }
        }
    """

    assert await api.errors(document, words="walrus", after=cursor) == []
    assert await api.errors(document, words="grey", after=cursor) == ["INVALID_INPUT"]
    codes = await api.errors(document, words="walrus", types=["POST"], after=cursor)
    assert codes == ["INVALID_INPUT"]


@pytest.mark.parametrize("first", [2, 10])
async def test_a_search_costs_the_same_whatever_its_page_size(
    database: PinnedDatabase, api: Api, first: int
) -> None:
    ada = await make_user(database, name="walrus")
    post = await make_post(database, ada, title="walrus", tags=("ice",))
    for _ in range(11):
        await make_comment(database, post, ada, text="walrus")
    database.statements.clear()

    page = await search(api, "walrus", types=["POST", "COMMENT"], first=first)

    # Matches; posts and comments; highlights; the texts of comments; facets, their tags and their
    # authors; the total.
    assert {node["__typename"] for node in page["nodes"]} == {"Post", "Comment"}
    assert len(database.statements) == 9, "\n".join(database.statements)


async def test_nothing_is_counted_or_marked_that_nobody_asked_for(
    database: PinnedDatabase, api: Api
) -> None:
    await make_post(database, await make_user(database), title="walrus")
    database.statements.clear()

    await api('{ search(query: "walrus", types: [POST]) { nodes { __typename } } }')

    assert len(database.statements) == 2


async def test_nothing_is_asked_for_nothing(database: PinnedDatabase, api: Api) -> None:
    assert await found(api, " ") == []
    assert database.statements == []

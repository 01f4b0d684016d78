"""Words that were looked for, marked where they stand."""

from html import unescape
from re import sub
from typing import Any

import pytest

from tests.api.client import Api
from tests.api.searching import search
from tests.factories import make_comment, make_content, make_post, make_user
from tests.pinned import PinnedDatabase


async def highlights(api: Api, words: str, **asked: Any) -> list[Any]:
    """Return what is marked in the only match."""
    [edge] = (await search(api, words, **asked))["edges"]
    marked: list[Any] = edge["highlights"]
    for each in marked:
        assert unescape(sub("</?mark>", "", each["html"])) == each["text"]
    return marked


async def test_words_are_marked_in_names_and_in_what_is_around_them_in_texts(
    database: PinnedDatabase, api: Api
) -> None:
    text = await make_content(database, text="Nothing <b>but</b> a walrus & more.")
    await make_post(database, await make_user(database), title="Of walruses", content_id=text)

    assert await highlights(api, "walrus") == [
        {
            "field": "title",
            "text": "Of walruses",
            "html": "Of <mark>walruses</mark>",
            "ranges": [{"start": 3, "end": 11}],
        },
        {
            "field": "content",
            "text": "Nothing <b>but</b> a walrus & more",
            "html": "Nothing &lt;b&gt;but&lt;/b&gt; a <mark>walrus</mark> &amp; more",
            "ranges": [{"start": 21, "end": 27}],
        },
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert('walrus')</script>",
        "&lt;walrus&gt; <img src=x onerror=walrus>",
        "\x02walrus\x03 \x04walrus\x05 \x01walrus",
        "<mark>walrus</mark>",
        '"walrus" onmouseover="walrus()',
        "\U0001f9ad walrus \U0001f9ad",
        "List<Walrus> walrus",
        "https://example.org/walrus?a=1&b=2 walrus walrus@example.org",
        "walrus " * 50,
        ("a" * 3_000) + " walrus " + ("b" * 3_000),
        ("word " * 3_000) + "walrus" + (" word" * 3_000),
        "\u202ewalrus\u200b walrus",
    ],
)
async def test_html_is_safe_whatever_the_text_holds(
    database: PinnedDatabase, api: Api, text: str
) -> None:
    content = await make_content(database, text=text)
    post = await make_post(database, await make_user(database), title="A", content_id=content)
    await database.execute("UPDATE posts SET brief = '' WHERE id = $1", post)

    [of_text] = await highlights(api, "walrus")

    plain = of_text["text"]
    assert plain in text.translate(dict.fromkeys(range(2, 6)))
    assert "<" not in sub("</?mark>", "", of_text["html"])
    assert of_text["ranges"]
    for at in of_text["ranges"]:
        units = plain.encode("utf-16-le")[2 * at["start"] : 2 * at["end"]]
        assert "walrus" in units.decode("utf-16-le").lower()


async def test_a_text_may_begin_anywhere_near_the_words(database: PinnedDatabase, api: Api) -> None:
    """A word that ends in another way than it is written is found all the same."""
    text = await make_content(database, text="word " * 300 + "happiness of a happy walrus. " * 2)
    await make_post(database, await make_user(database), title="A", content_id=text)

    for words in ("happy", "happiness", '"happy walrus"', "happy walrus", "seal OR walrus"):
        [of_text] = await highlights(api, words)
        assert len(of_text["text"]) < 400
        assert of_text["ranges"]


async def test_comments_people_and_tags_have_marks_too(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database, name="Ada Walrus", username="walrus")
    await database.execute("UPDATE users SET bio = 'A walrus.' WHERE username = 'walrus'")
    post = await make_post(database, ada, tags=("walrus",))
    await make_comment(database, post, ada, text="Dear walrus!")

    for kind, fields in (
        ("COMMENT", ["content"]),
        ("USER", ["name", "username", "bio"]),
        ("TAG", ["name"]),
    ):
        marked = await highlights(api, "walrus", types=[kind])
        assert [each["field"] for each in marked] == fields

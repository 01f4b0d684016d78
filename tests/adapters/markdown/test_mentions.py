"""`@username` is a link to the person, and nothing else is."""

import re
from collections.abc import Mapping
from time import process_time

import pytest

from broadsheet.adapters.markdown import render
from domain.content.mentions import MOST_LOOKED_UP, MOST_MENTIONED, names_in
from domain.content.models import KnownPerson
from domain.ids import USER
from tests.factories import NOON


def known(*names: str) -> Mapping[str, KnownPerson]:
    return {
        name: KnownPerson(USER.new_id(at=NOON), f"https://front.example/@{name}") for name in names
    }


PEOPLE = known("ada", "snake_case", "a-b", "x_")


def mentioned(markdown: str) -> list[str]:
    """Return the words that are links to people."""
    html = render(markdown, PEOPLE).html
    return re.findall(r'<a href="https://front\.example/[^"]*"[^>]*>([^<]*)</a>', html)


@pytest.mark.parametrize(
    ("markdown", "names"),
    [
        ("Hello @ada!", ["@ada"]),
        ("@Ada, (@ADA) and @ada.", ["@Ada", "@ADA", "@ada"]),
        ("**@ada** _@ada_ ~~@ada~~", ["@ada"] * 3),
        ("@snake_case and @a-b", ["@snake_case", "@a-b"]),
        ("@ada- and @ada_, @x_", ["@ada", "@ada", "@x_"]),
        ("# @ada\n\n> @ada\n\n- @ada\n\n| @ada |\n|--|\n| @ada |", ["@ada"] * 5),
        ("a[^1] ^[@ada]\n\n[^1]: @ada", ["@ada"] * 2),
        ("\u65e5\u672c@ada\u3055\u3093", ["@ada"]),
        ("<kbd>x</kbd> @ada", ["@ada"]),
        ("x <!-- @ada --> @ada", ["@ada"]),
    ],
)
def test_a_name_is_a_link(markdown: str, names: list[str]) -> None:
    assert mentioned(markdown) == names
    assert len(render(markdown, PEOPLE).mentioned_ids) == len({name.lower() for name in names})


@pytest.mark.parametrize(
    "markdown",
    [
        "@nobody",
        "`@ada`",
        "    @ada",
        "```\n@ada\n```",
        "~~~java\n@ada\n~~~",
        "$@ada$",
        "<code>@ada</code> <pre>@ada</pre> <kbd>@ada</kbd> <samp>@ada</samp>",
        "[@ada](https://elsewhere.example)",
        "[@ada]: https://a.example\n\n[@ada]",
        "![@ada](https://a.example/b.png)",
        '<a href="https://elsewhere.example">@ada</a>',
        "x <style>@ada</style> <script>@ada</script> <title>@ada</title>",
        "<div>\n@ada\n</div>",
        "<!-- @ada -->",
        "someone@ada.example and mailto:x@ada",
        "https://example.org/@ada and www.example.org/@ada",
        "example.org/@ada @ada/core @ada@elsewhere.example @ada.example @ada:example.org",
        "x@ada @@ada \u00e9@ada @ada\u00e9 @adam",
        "\\@ada and &#64;ada",
    ],
)
def test_nothing_else_is_a_mention(markdown: str) -> None:
    assert mentioned(markdown) == []
    assert render(markdown, PEOPLE).mentioned_ids == ()
    assert render(markdown, PEOPLE) == render(markdown)


def test_whoever_is_named_twice_is_mentioned_once_in_the_order_of_the_text() -> None:
    rendering = render("@a-b @ada @a-b", PEOPLE)

    assert rendering.mentioned_ids == (PEOPLE["a-b"].id, PEOPLE["ada"].id)


def test_a_link_to_a_person_is_like_any_other_link() -> None:
    people = {"ada": KnownPerson(USER.new_id(at=NOON), 'https://front.example/"><script>')}

    assert render("@ada", people).html == (
        '<p><a href="https://front.example/&quot;&gt;&lt;script&gt;"'
        ' rel="noopener nofollow ugc">@ada</a></p>\n'
    )


def test_words_and_headings_stay_as_they_are() -> None:
    rendering, plain = render("# Hi @ada\n\n@ada", PEOPLE), render("# Hi @ada\n\n@ada")

    assert rendering.text == plain.text == "Hi @ada\n\n@ada"
    assert rendering.table_of_contents == plain.table_of_contents
    assert rendering.brief == plain.brief


def test_so_many_people_are_mentioned_at_most() -> None:
    names = [f"n{number}" for number in range(MOST_MENTIONED + 5)]
    rendering = render(" ".join(f"@{name}" for name in [*names, names[0]]), known(*names))

    assert len(rendering.mentioned_ids) == MOST_MENTIONED
    assert rendering.html.count("<a ") == MOST_MENTIONED + 1


def test_so_many_names_are_looked_up_at_most() -> None:
    text = " ".join(f"@n{number}" for number in range(1_000))

    assert names_in(text) == [f"n{number}" for number in range(MOST_LOOKED_UP)]
    assert names_in("@A @a @b_ c@d") == ["a", "b_", "b"]


@pytest.mark.parametrize("sign", ["@", "@a", "@-", "@a.", "a@", "@" * 9 + " ", "@" + "a" * 99])
def test_names_are_found_in_no_time(sign: str) -> None:
    text = sign * (100_000 // len(sign))
    start = process_time()
    names_in(text)

    assert process_time() - start < 1

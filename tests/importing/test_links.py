"""Links are replaced where they are links, and nowhere else."""

import pytest

from broadsheet.importing.markdown.links import replace_links


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("A [link](old).", "A [link](new).", id="a link"),
        pytest.param('[link](old "Title")', '[link](new "Title")', id="with a title"),
        pytest.param("[link](<old>)", "[link](<new>)", id="in angle brackets"),
        pytest.param("[link](\n  old)", "[link](\n  new)", id="on the next line"),
        pytest.param("![picture](old)", "![picture](new)", id="a picture"),
        pytest.param("[![picture](old)](old)", "[![picture](new)](new)", id="a linked picture"),
        pytest.param("[a][b]\n\n[b]: old\n", "[a][b]\n\n[b]: new\n", id="a reference"),
        pytest.param("> [b]: <old> 'Title'", "> [b]: <new> 'Title'", id="a quoted reference"),
        pytest.param('<a href="old">x</a>', '<a href="new">x</a>', id="in HTML"),
        pytest.param("<img alt=x src='old'>", "<img alt=x src='new'>", id="a picture in HTML"),
        pytest.param("1. one\n\n   [x](old)", "1. one\n\n   [x](new)", id="in a list"),
    ],
)
def test_a_link_is_replaced(markdown: str, expected: str) -> None:
    assert replace_links(markdown, {"old": "new"}.get) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("```\n[link](old)\n```", id="in fenced code"),
        pytest.param("- item\n\n  ~~~\n  [link](old)\n  ~~~", id="in fenced code of a list"),
        pytest.param("Text\n\n    [link](old)", id="in indented code"),
        pytest.param("`[link](old)`", id="in code"),
        pytest.param("`` ` [link](old) ``", id="in code with a backtick"),
        pytest.param("[^old]: A note", id="a footnote"),
        pytest.param("[label]: old words of a sentence", id="what only looks like a reference"),
        pytest.param("[a](other) and [b](old-not)", id="another address"),
        pytest.param("", id="no text"),
    ],
)
def test_everything_else_stays(markdown: str) -> None:
    assert replace_links(markdown, {"old": "new"}.get) == markdown


def test_addresses_are_given_as_they_are_meant() -> None:
    found: list[str] = []

    replace_links(
        "[a](https://example.org/a_(b)) <a href='/?a=1&amp;b=2'>x</a> <https://example.org/>",
        found.append,
    )

    assert found == ["https://example.org/a_(b)", "/?a=1&b=2", "https://example.org/"]


def test_lines_are_what_markdown_takes_for_lines() -> None:
    markdown = "A\u2028B\x0bC\n\n```\n[x](old)\n```\n\n[x](old)"

    replaced = replace_links(markdown, {"old": "new"}.get)

    assert replaced == "A\u2028B\x0bC\n\n```\n[x](old)\n```\n\n[x](new)"

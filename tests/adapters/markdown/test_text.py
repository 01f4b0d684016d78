"""What is made of a text for lists, searches and readers in a hurry."""

import pytest

from broadsheet.adapters.markdown import render


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        pytest.param("# a\n\nb *c*\nd", "a\n\nb c d", id="paragraphs"),
        pytest.param("- a\n- b\n  - c\n\nd", "a\nb\nc\n\nd", id="list"),
        pytest.param("|a|b|\n|-|-|\n|c|d|", "a b\n\nc d", id="table"),
        pytest.param("a  \nb", "a\nb", id="line break"),
        pytest.param("```\n a\n  b\n```", " a\n  b", id="code keeps its shape"),
        pytest.param("a[^1]\n\n[^1]: b", "a\n\nb", id="footnote"),
        pytest.param("<div>a &lt; b</div>", "a < b", id="HTML"),
        pytest.param("<script>a</script>b", "b", id="what is not shown"),
    ],
)
def test_plain_text_is_what_people_read(markdown: str, text: str) -> None:
    assert render(markdown).text == text


def test_the_brief_is_of_prose_alone() -> None:
    markdown = "# Title\n\n```\ncode\n```\n\n|a|\n|-|\n|b|\n\nProse[^1].\n\n- item\n\n[^1]: note"

    assert render(markdown).brief == "Prose. item"


def test_the_brief_ends_with_a_word() -> None:
    brief = render("some words, " * 50).brief

    assert brief.endswith("some…")
    assert 150 < len(brief) <= 200


def test_a_brief_without_spaces_ends_somewhere() -> None:
    assert render("字" * 500).brief == "字" * 199 + "…"


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("It's a well-known 3.5 e.g. — yes!", 6, id="words"),
        pytest.param("日本語 text", 4, id="languages without spaces"),
        pytest.param("# a\n\n```\nb c\n```", 3, id="code and headings count"),
    ],
)
def test_words_are_counted(markdown: str, words: int) -> None:
    assert render(markdown).word_count == words


@pytest.mark.parametrize(
    ("markdown", "minutes"),
    [
        pytest.param("", 1, id="at least one"),
        pytest.param("word " * 230, 1, id="a minute"),
        pytest.param("word " * 231, 2, id="every minute begun"),
        pytest.param("字" * 1500, 3, id="by characters"),
    ],
)
def test_reading_takes_minutes(markdown: str, minutes: int) -> None:
    assert render(markdown).reading_minutes == minutes

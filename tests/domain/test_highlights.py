"""Where words stand in a text, and how that is shown."""

from html import unescape
from re import sub

from hypothesis import given
from hypothesis import strategies as st

from domain.search.highlights import BEGINS, ENDS, MOST_RANGES, Highlight

TEXT = st.text(st.characters(exclude_characters=BEGINS + ENDS, exclude_categories=["Cs"]))
PIECES = st.lists(st.tuples(TEXT, TEXT.filter(bool)), min_size=1)


def marked(pieces: list[tuple[str, str]], end: str) -> str:
    return "".join(f"{plain}{BEGINS}{word}{ENDS}" for plain, word in pieces) + end


@given(PIECES, TEXT)
def test_html_without_marks_is_the_text_and_ranges_are_the_marked_words(
    pieces: list[tuple[str, str]], end: str
) -> None:
    highlight = Highlight.of("title", marked(pieces, end))

    assert highlight is not None
    assert highlight.text == "".join(plain + word for plain, word in pieces) + end
    assert unescape(sub("</?mark>", "", highlight.html)) == unescape_nothing(highlight.text)
    units = highlight.text.encode("utf-16-le")
    words = [units[2 * at.start : 2 * at.end].decode("utf-16-le") for at in highlight.ranges]
    assert words == [word for _, word in pieces][:MOST_RANGES]


def unescape_nothing(text: str) -> str:
    """Return what HTML makes of the text when it is escaped and read again."""
    return unescape(
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


@given(PIECES, TEXT)
def test_html_has_no_other_elements_than_marks(pieces: list[tuple[str, str]], end: str) -> None:
    highlight = Highlight.of("title", marked(pieces, end))

    assert highlight is not None
    rest = highlight.html.replace("<mark>", "").replace("</mark>", "")
    assert not set(rest) & set("<>\"'")


def test_a_text_without_marks_has_no_highlight() -> None:
    assert Highlight.of("title", "nothing here") is None


def test_ranges_are_counted_as_javascript_does() -> None:
    highlight = Highlight.of("title", f"\U0001f9ad {BEGINS}walrus{ENDS}")

    assert highlight is not None
    assert [(at.start, at.end) for at in highlight.ranges] == [(3, 9)]

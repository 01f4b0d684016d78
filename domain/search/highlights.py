"""Where the words that were looked for stand: as ranges, and as HTML that is safe to show."""

from collections.abc import Sequence
from html import escape

from domain.model import Model

BEGINS, ENDS = "\x02", "\x03"
"""What storage puts around words. Storage takes them out of the text before."""

MOST_RANGES = 10
"""How many words are marked in one highlight."""


class TextRange(Model, frozen=True):
    """A stretch of a text, in UTF-16 code units, as the strings of JavaScript have them."""

    start: int
    end: int


class Highlight(Model, frozen=True):
    """A text, or a part of a long one, with words that were looked for."""

    field: str
    text: str
    html: str
    ranges: Sequence[TextRange]

    @classmethod
    def of(cls, field: str, marked: str) -> "Highlight | None":
        """Read a text with marks around words. None if nothing is marked."""
        plain, *rest = marked.split(BEGINS)
        if not rest:
            return None
        pieces = [(plain, "")]
        for each in rest:
            word, _, after = each.partition(ENDS)
            pieces.append((after, word))
        return cls._of_pieces(field, pieces)

    @classmethod
    def _of_pieces(cls, field: str, pieces: Sequence[tuple[str, str]]) -> "Highlight":
        """Put a text together of plain stretches, each with the marked word before it."""
        text: list[str] = []
        html: list[str] = []
        ranges: list[TextRange] = []
        length = 0
        for plain, word in pieces:
            if word:
                is_marked = len(ranges) < MOST_RANGES
                end = length + utf16_length(word)
                if is_marked:
                    ranges.append(TextRange(length, end))
                html.append(f"<mark>{escape(word)}</mark>" if is_marked else escape(word))
                length = end
            text += (word, plain)
            html.append(escape(plain))
            length += utf16_length(plain)
        return cls(field, "".join(text), "".join(html), ranges)


def utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)

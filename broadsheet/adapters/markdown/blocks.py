"""Reads sanitised HTML as blocks of plain text: paragraphs, headings, code.

What people search, count and preview is read from the same HTML that they see, so raw HTML in a
text counts like Markdown. The sanitiser has closed every tag before.
"""

from enum import Enum
from html.parser import HTMLParser

from domain.model import Model


class Kind(Enum):
    PROSE = "prose"
    ITEM = "item"
    HEADING = "heading"
    CODE = "code"
    TABLE = "table"
    NOTE = "note"


class Block(Model, frozen=True):
    kind: Kind
    text: str
    level: int = 0
    id: str | None = None


_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS = {
    "li": Kind.ITEM,
    "dt": Kind.ITEM,
    "dd": Kind.ITEM,
    "pre": Kind.CODE,
    "table": Kind.TABLE,
} | dict.fromkeys(_HEADINGS, Kind.HEADING)
_BREAKS = frozenset(
    {"blockquote", "caption", "details", "div", "dl", "figcaption", "figure", "hr", "ol", "p"}
    | {"section", "summary", "tr", "ul"}
    | set(_KINDS)
)
_VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})

# References to footnotes and the ways back: signs for the eye, not words.
_SIGNS = frozenset({"footnote-ref", "footnote-backref"})

# Where these stand, they decide what the text in them is.
_STRONGEST = (Kind.HEADING, Kind.CODE, Kind.TABLE, Kind.ITEM)

_LINE_BREAK = "\u2028"


def read_blocks(html: str) -> list[Block]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._inside = dict.fromkeys(Kind, 0)
        self._heading: str | None = None
        self._level = 0
        self._sign: str | None = None
        self._in_notes = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.end_block()
        if tag == "br":
            self._parts.append(_LINE_BREAK)
        if tag in _VOID:
            return
        if tag in _KINDS:
            self._inside[_KINDS[tag]] += 1
        attributes = dict(attrs)
        if tag in _HEADINGS:
            self._level, self._heading = _HEADINGS[tag], attributes.get("id")
        if attributes.get("class") in _SIGNS:
            self._sign = tag
        if attributes.get("class") == "footnotes":
            self._in_notes = True  # nothing comes after them

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.end_block()
        if tag in _KINDS:
            self._inside[_KINDS[tag]] -= 1
        if tag in {"td", "th"}:
            self._parts.append(" ")
        if tag == self._sign:
            self._sign = None

    def handle_data(self, data: str) -> None:
        if self._sign is None:
            self._parts.append(data)

    def end_block(self) -> None:
        kind = self._kind()
        text = "".join(self._parts)
        self._parts.clear()
        text = text.strip("\n") if kind is Kind.CODE else _tidy(text)
        if not text.strip():
            return
        if kind is Kind.HEADING:
            self.blocks.append(Block(kind, text, self._level, self._heading))
        else:
            self.blocks.append(Block(kind, text))

    def _kind(self) -> Kind:
        if self._in_notes:
            return Kind.NOTE
        return next((kind for kind in _STRONGEST if self._inside[kind]), Kind.PROSE)


def _tidy(text: str) -> str:
    """Put one space where HTML shows one."""
    lines = (" ".join(line.split()) for line in text.split(_LINE_BREAK))
    return "\n".join(line for line in lines if line)

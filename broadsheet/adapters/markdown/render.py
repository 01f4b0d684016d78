"""From Markdown to a rendering, step by step."""

from collections.abc import Mapping
from hashlib import sha256

from broadsheet.adapters.markdown.blocks import Block, Kind, read_blocks
from broadsheet.adapters.markdown.contents import table_of_contents
from broadsheet.adapters.markdown.counting import count_words, reading_minutes
from broadsheet.adapters.markdown.headings import Anchors
from broadsheet.adapters.markdown.mentioning import Mentions
from broadsheet.adapters.markdown.parser import PARSER
from broadsheet.adapters.markdown.sanitizing import sanitize
from domain.content.models import KnownPerson, Rendering
from domain.content.refusals import ContentTooComplex
from domain.refusals import Refused

RENDERER_VERSION = 2
"""Raise it with every change that makes other output of the same Markdown."""

_BRIEF_LENGTH = 200

# A long link that is referred to ten thousand times makes much of little. Honest texts stay far
# below: code that is all signs, highlighted, grows thirtyfold.
_MOST_GROWTH = 40
_ALWAYS_ALLOWED = 10_000

_NOBODY: Mapping[str, KnownPerson] = {}


def render(markdown: str, people: Mapping[str, KnownPerson] = _NOBODY) -> Rendering:
    """Render Markdown, with links to the people that it names, who are found by name.

    Refuses with ContentTooComplex what nests too deep.
    """
    mentions = Mentions(people)
    try:
        html = _to_html(markdown, mentions)
    except RecursionError:
        raise Refused(ContentTooComplex()) from None
    blocks = read_blocks(html)
    text = _join(blocks)
    return Rendering(
        html=html,
        text=text,
        table_of_contents=table_of_contents(blocks),
        brief=_brief(blocks),
        word_count=count_words(text),
        reading_minutes=reading_minutes(text),
        renderer_version=RENDERER_VERSION,
        mentioned_ids=tuple(mentions.mentioned),
    )


def _to_html(markdown: str, mentions: Mentions) -> str:
    # Footnotes of several texts on one page must not share ids, nor may an id change from one
    # rendering to the next.
    namespace = sha256(markdown.encode()).hexdigest()[:8]
    anchors = Anchors(namespace)
    unsafe = PARSER.render(markdown, {"docId": namespace, "anchors": anchors, "mentions": mentions})
    if len(unsafe) > _ALWAYS_ALLOWED + _MOST_GROWTH * len(markdown):
        raise Refused(ContentTooComplex(message="This text repeats its links or cells too often."))
    return sanitize(unsafe, anchors)


def _join(blocks: list[Block]) -> str:
    """Put blocks under each other: items of a list close, paragraphs apart."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            parts.append("\n" if previous.kind is block.kind is Kind.ITEM else "\n\n")
        parts.append(block.text)
        previous = block
    return "".join(parts)


def _brief(blocks: list[Block]) -> str:
    """Return the first words of the prose, about two hundred characters."""
    words: list[str] = []
    length = 0
    for block in blocks:
        if block.kind not in {Kind.PROSE, Kind.ITEM}:
            continue
        words.append(block.text)
        length += len(block.text) + 1
        if length > _BRIEF_LENGTH:
            break
    return _shorten(" ".join(" ".join(words).split()))


def _shorten(text: str) -> str:
    """Cut at a word's end, where there is one near."""
    if len(text) <= _BRIEF_LENGTH:
        return text
    start = text[: _BRIEF_LENGTH - 1]
    shorter, space, _ = start.rpartition(" ")
    if space and len(shorter) > _BRIEF_LENGTH // 2:
        start = shorter
    return start.rstrip(" ,;:.-\u2013\u2014") + "…"

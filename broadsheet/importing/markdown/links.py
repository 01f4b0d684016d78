"""Links and pictures in Markdown, found and replaced where they stand."""

import re
from collections.abc import Callable, Iterator
from io import StringIO

from markdown_it import MarkdownIt

Replace = Callable[[str], str | None]
"""Takes the address a link has. Returns another one, or None to leave the link as it is."""

# The kinds of block in which an address is but text.
_CODE = {"fence", "code_block"}

_BLOCKS = MarkdownIt("commonmark", {"html": True})
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])

# Code comes first, so that what stands in it is passed over.
_LINK = re.compile(
    r"""
    (?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
  | (?P<before_inline>\]\([ \t]*\n?[ \t]*<)(?P<inline_in_angles>[^<>\n]*)(?=>)
  | (?P<before_plain>\]\([ \t]*\n?[ \t]*)
    (?P<plain>(?:\\[()]|[^\s()<>\\]|\\(?![()])|\((?:[^\s()])*\))+)(?=[\s)])
  | (?P<before_reference>^[ \t>]*(?:[-*+][ \t]+)?\[(?!\^)(?:\\.|[^][\\\n])+\]:[ \t]*\n?[ \t]*<?)
    (?P<reference>(?!\[)[^\s<>]+)(?=>?[ \t]*(?:\n|\Z|["'(]))
  | (?P<before_attribute>\b(?:href|src|poster)[ \t]*=[ \t]*(?P<quote>["']))
    (?P<attribute>.*?)(?=(?P=quote))
  | (?P<before_automatic><)(?P<automatic>https?://[^\s<>]+)(?=>)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_KINDS = ("inline_in_angles", "plain", "reference", "attribute", "automatic")
_BEFORE = {
    "inline_in_angles": "before_inline",
    "plain": "before_plain",
    "reference": "before_reference",
    "attribute": "before_attribute",
    "automatic": "before_automatic",
}


def replace_links(markdown: str, replace: Replace) -> str:
    """Give every link and picture outside of code the address that `replace` returns for it."""
    if _LINK.search(markdown) is None:
        return markdown
    return "".join(
        text if is_code else _LINK.sub(lambda match: _replaced(match, replace), text)
        for is_code, text in _pieces(markdown)
    )


def _replaced(match: re.Match[str], replace: Replace) -> str:
    for kind in _KINDS:
        address = match[kind]
        if address is not None:
            new = replace(address.replace("&amp;", "&") if kind == "attribute" else address)
            return match[0] if new is None else match[_BEFORE[kind]] + new
    return match[0]


def _pieces(markdown: str) -> Iterator[tuple[bool, str]]:
    """Cut a text into blocks of code and what is between them."""
    lines = StringIO(markdown, newline="\n").readlines()
    at = 0
    for start, end in _code_lines(markdown):
        if start > at:
            yield False, "".join(lines[at:start])
        if end > at:
            yield True, "".join(lines[max(start, at) : end])
            at = end
    yield False, "".join(lines[at:])


def _code_lines(markdown: str) -> list[tuple[int, int]]:
    tokens = _BLOCKS.parse(markdown)
    return sorted(
        (token.map[0], token.map[1]) for token in tokens if token.type in _CODE and token.map
    )

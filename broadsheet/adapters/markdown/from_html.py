"""HTML to Markdown, for sources that keep no Markdown.

What was text in the HTML stays text: whatever Markdown could mistake for a sign is escaped.
"""

import re
from collections.abc import Iterator

from bs4 import Tag
from markdownify import ATX, BACKSLASH, MarkdownConverter

from domain.content.refusals import ContentTooComplex
from domain.refusals import Refused

_BACKTICKS = re.compile("`{3,}")
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:?)-?(.+)")

# Classes that stand beside the language where other programs highlight code.
_NOT_A_LANGUAGE = frozenset({"highlight", "code", "chroma", "prettyprint", "hljs", "plaintext"})


def html_to_markdown(html: str) -> str:
    """Return Markdown that means the same. Refuses with ContentTooComplex what nests too deep."""
    converter = _Converter(
        bullets="-",
        escape_misc=True,
        heading_style=ATX,
        newline_style=BACKSLASH,
        sub_symbol="<sub>",
        sup_symbol="<sup>",
        table_infer_header=True,
    )
    try:
        return converter.convert(html).strip()
    except RecursionError:
        raise Refused(ContentTooComplex(message="This text nests too deep. Simplify it.")) from None


class _Converter(MarkdownConverter):
    """Markdownify, with the languages of code, dollars that are no math, and links for embeds."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        escaped: str = super().escape(text, parent_tags)  # type: ignore[misc]  # its stub lacks it
        return escaped.replace("$", r"\$")

    def convert_pre(self, el: Tag, text: str, **_: object) -> str:
        code = text.strip("\n")
        if not code:
            return ""
        fence = "`" * max((len(run) + 1 for run in _BACKTICKS.findall(code)), default=3)
        return f"\n\n{fence}{_language(el)}\n{code}\n{fence}\n\n"

    def convert_iframe(self, el: Tag, text: str, **_: object) -> str:
        source = el.get("src")
        return f"\n\n<{source}>\n\n" if isinstance(source, str) and source else text


def _language(pre: Tag) -> str:
    """Find the language among the classes of a block of code and of what is inside it."""
    classes = list(_classes(pre))
    for name in classes:
        if found := _LANGUAGE.fullmatch(name):
            return found[1]
    return next((name for name in _classes(pre, inside=False) if name not in _NOT_A_LANGUAGE), "")


def _classes(pre: Tag, *, inside: bool = True) -> Iterator[str]:
    for tag in (pre, pre.find("code") if inside else None):
        if isinstance(tag, Tag):
            yield from tag.get_attribute_list("class")

"""Headings get ids that people can read and link to.

An id begins with `h-`, so that no text can take an id that the page around it needs. What follows
is made as GitHub, Hugo, Docusaurus and Astro make theirs, so that links written for those still
find their target: `#h-` and the old fragment.
"""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

PREFIX = "h-"

_MAX_LENGTH = 100
_LEFT_OUT = re.compile(r"[^\w\- ]")
_NOT_A_WORD = re.compile(r"[\W_]+")

# `## Title {#name}`, as Zola, Hugo, Jekyll and Docusaurus write a name of one's own.
_EXPLICIT = re.compile(r"\s*\{#([\w:.-]{1,100})\}\s*$")


class Anchors:
    """The targets of links within one text."""

    def __init__(self, namespace: str) -> None:
        self._footnote = re.compile(rf"fn(?:ref)?-{namespace}-\d+(?::\d+)?")
        self._aliases: dict[str, str] = {}
        self._ids: set[str] = set()
        self._last_number: dict[str, int] = {}

    def add_heading(self, title: str, *, name: str | None = None) -> str:
        """Return the id of a heading: of its own name, else of its title."""
        id = self._unique(PREFIX + (slug(name or title) or "section"))
        self._aliases[id] = id
        for alias in (name, slug(title), hyphenated(title)):
            if alias:
                self._aliases.setdefault(alias, id)
        return id

    def id_of(self, written: str) -> str | None:
        """Return what an `id` in HTML becomes. None when it is not needed."""
        if self._footnote.fullmatch(written) or written in self._ids:
            return written
        name = slug(written)
        return PREFIX + name if name else None

    def target_of(self, fragment: str) -> str:
        """Return what a link within the text leads to, whichever way the target was spelled."""
        if self._footnote.fullmatch(fragment):
            return fragment
        known = self._aliases.get(fragment) or self._aliases.get(fragment.lower())
        return known or PREFIX + slug(fragment.removeprefix(PREFIX))

    def _unique(self, wanted: str) -> str:
        id, number = wanted, self._last_number.get(wanted, 0)
        while id in self._ids:
            number += 1
            id = f"{wanted}-{number}"
        self._last_number[wanted] = number
        self._ids.add(id)
        return id


def slug(text: str) -> str:
    """Return a text as GitHub writes it in an id."""
    return _LEFT_OUT.sub("", text.strip().lower())[:_MAX_LENGTH].strip().replace(" ", "-")


def hyphenated(text: str) -> str:
    """Return a text as Zola and Jekyll write it in an id."""
    return _NOT_A_WORD.sub("-", text.lower()).strip("-")


def name_headings(state: StateCore) -> None:
    anchors: Anchors = state.env["anchors"]
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            name = _take_name(inline)
            token.attrSet("id", anchors.add_heading(_title(inline), name=name))


def _take_name(inline: Token) -> str | None:
    """Remove `{#name}` from the end of a heading and return the name."""
    children = inline.children or []
    if not children or children[-1].type != "text":
        return None
    found = _EXPLICIT.search(children[-1].content)
    if found is None:
        return None
    children[-1].content = children[-1].content[: found.start()]
    return found[1]


def _title(inline: Token) -> str:
    shown = {"text", "code_inline", "math_inline"}
    return "".join(child.content for child in inline.children or [] if child.type in shown)

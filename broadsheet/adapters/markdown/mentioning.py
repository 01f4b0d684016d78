"""`@username` becomes a link to the person, where there is one.

Not in code, which has no text of its own here, nor in a link, which leads elsewhere already. What
is written with a backslash or as an entity is not meant.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from domain.content.mentions import MOST_MENTIONED, named_in, spellings
from domain.content.models import KnownPerson
from domain.ids import UserId

# HTML that shows code, is a link itself, or is not shown at all.
_TAG = re.compile(r"<(/?)(?:a|code|kbd|pre|samp|script|style|template|title)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who can be mentioned in a text, and who has been, in the order of the text."""

    people: Mapping[str, KnownPerson]
    """By their names of today and of before, in lower case."""
    mentioned: dict[UserId, None] = field(default_factory=dict)

    def find(self, name: str) -> tuple[str, KnownPerson] | None:
        """Return who is called so, and as much of the name as is theirs."""
        for spelling in spellings(name):
            person = self.people.get(spelling)
            if person is not None and self._has_room(person):
                self.mentioned[person.id] = None
                return name[: len(spelling)], person
        return None

    def _has_room(self, person: KnownPerson) -> bool:
        return person.id in self.mentioned or len(self.mentioned) < MOST_MENTIONED


def link_people(state: StateCore) -> None:
    mentions: Mentions = state.env["mentions"]
    if not mentions.people:
        return
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_linked(token.children, mentions))


def _linked(tokens: list[Token], mentions: Mentions) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        if token.type in {"link_open", "link_close"}:
            inside += token.nesting
        elif token.type == "html_inline" and (tag := _TAG.match(token.content)):
            inside = max(inside + (-1 if tag[1] else 1), 0)
        if token.type == "text" and not inside and "@" in token.content:
            yield from _split(token, mentions)
        else:
            yield token


def _split(token: Token, mentions: Mentions) -> Iterator[Token]:
    text, done = token.content, 0
    for name, start, _ in named_in(text):
        found = mentions.find(name)
        if found is None:
            continue
        called, person = found
        end = start + 1 + len(called)
        if start > done:
            yield _text(text[done:start], token.level)
        yield Token("link_open", "a", 1, {"href": person.url}, level=token.level)
        yield _text(text[start:end], token.level + 1)
        yield Token("link_close", "a", -1, level=token.level)
        done = end
    if done < len(text):
        yield _text(text[done:], token.level)


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)

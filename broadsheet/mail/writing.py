"""Makes the subject, the text and the HTML of a letter from its wording and its facts."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from html import escape
from typing import NamedTuple
from unicodedata import category
from urllib.parse import urlencode

from broadsheet.mail.wording import FALLBACKS, WORDINGS, Wording
from domain.mail.models import LINKS, Letter, LetterKind

_LONGEST_FACT = 100
_LINK_LIKE = re.compile(r"://|www\.", re.IGNORECASE)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{subject}</title></head>
<body style="font: 16px/1.5 sans-serif; color: #1a1a1a; max-width: 36em; margin: 2em auto">
{body}
</body>
</html>
"""
_PARAGRAPH = "<p>{text}</p>"
_LINK = '<p><a href="{address}">{label}</a></p>'


class Written(NamedTuple):
    subject: str
    text: str
    html: str


class Link(NamedTuple):
    label: str
    address: str


def written(letter: Letter, *, site: str, front_end: str, secret: str | None) -> Written:
    """Write a letter. `secret` is the token of its link, for the kinds that have one in LINKS."""
    wording = WORDINGS[letter.kind]
    facts = {**FALLBACKS, **_fit_to_tell(letter.facts), "site": one_line(site)}
    subject = wording.subject.format_map(facts)
    before = [text.format_map(facts) for text in wording.before]
    after = [*_about_the_link(letter.kind), *(text.format_map(facts) for text in wording.after)]
    link = _link(wording, front_end, secret)
    return Written(subject, _text(before, link, after), _html(subject, before, link, after))


def one_line(text: str) -> str:
    """Return a text without line breaks, control and direction characters, and shortened."""
    visible = "".join(" " if category(character)[0] in "CZ" else character for character in text)
    return " ".join(visible.split())[:_LONGEST_FACT]


def _fit_to_tell(facts: Mapping[str, str]) -> Mapping[str, str]:
    """Leave out what mail programs would make a link of: no letter advertises for strangers."""
    lines = {name: one_line(text) for name, text in facts.items()}
    return {name: text for name, text in lines.items() if text and not _LINK_LIKE.search(text)}


def _link(wording: Wording, front_end: str, secret: str | None) -> Link | None:
    if wording.action is None:
        return None
    query = f"?{urlencode({'token': secret})}" if secret else ""
    return Link(wording.action.label, f"{front_end}{wording.action.path}{query}")


def _about_the_link(kind: LetterKind) -> Iterator[str]:
    if kind in LINKS:
        yield f"The link works once, for {_duration(LINKS[kind].lifetime)}."


def _duration(lifetime: timedelta) -> str:
    unit, name = (_DAY, "day") if lifetime > 2 * _DAY else (_HOUR, "hour")
    number = lifetime // unit
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _text(before: list[str], link: Link | None, after: list[str]) -> str:
    shown = [] if link is None else [link.address]
    return "\n\n".join([*before, *shown, *after]) + "\n"


def _html(subject: str, before: list[str], link: Link | None, after: list[str]) -> str:
    shown = []
    if link is not None:
        shown.append(_LINK.format(address=escape(link.address), label=escape(link.label)))
    paragraphs = [
        *(_PARAGRAPH.format(text=escape(text)) for text in before),
        *shown,
        *(_PARAGRAPH.format(text=escape(text)) for text in after),
    ]
    return _PAGE.format(subject=escape(subject), body="\n".join(paragraphs))

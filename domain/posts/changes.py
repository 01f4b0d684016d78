"""What people want to be otherwise in a post, and what may be asked for."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from unicodedata import category

from domain.checking import Checks
from domain.ids import MediaId
from domain.model import Model
from domain.unchanged import UNCHANGED
from domain.web_addresses import ABOUT_ADDRESSES, is_web_address

LONGEST_TITLE = 250
LONGEST_SUBTITLE = 250
LONGEST_SEO_TITLE = 250
LONGEST_SEO_DESCRIPTION = 500
LONGEST_CAPTION = 1_000
LONGEST_TAG = 100
MOST_TAGS = 10
LONGEST_NOTE = 1_000

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_LINE_BREAKS = {"Cc", "Zl", "Zp"}


class PostChanges(Model, frozen=True, kw_only=True):
    """Whatever is left out stays as it is. None takes away what a post need not have.

    Where it must have it, `check` refuses None.
    """

    title: str | None = UNCHANGED
    subtitle: str | None = UNCHANGED
    markdown: str | None = UNCHANGED
    slug: str | None = UNCHANGED
    """None lets the slug be made of the title, for a post that was never public."""
    tags: list[str] | None = UNCHANGED
    """Names or slugs."""
    language: str | None = UNCHANGED
    canonical_url: str | None = UNCHANGED
    seo_title: str | None = UNCHANGED
    seo_description: str | None = UNCHANGED
    published_at: datetime | None = UNCHANGED
    cover_id: MediaId | None = UNCHANGED
    cover_alt: str | None = UNCHANGED
    cover_attribution: str | None = UNCHANGED

    @property
    def given(self) -> Mapping[str, Any]:
        """What is not left out, by name."""
        values = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return {name: value for name, value in values if value is not UNCHANGED}

    def check(self, *, now: datetime) -> None:
        """Refuse with InvalidInput whatever no post can be."""
        checks = Checks()
        for name, value in self.given.items():
            rule = _RULES[name]
            if value is not None:
                rule.check(checks, rule.argument, value)
            elif not rule.may_be_null:
                checks.refuse(rule.argument, "Cannot be null. Leave it out to keep it.")
        published_at = self.given.get("published_at")
        if published_at is not None and published_at > now:
            checks.refuse("publishedAt", "Must not be in the future.")
        checks.end()


def check_note(note: str | None) -> None:
    """Refuse with InvalidInput what is no note about a change."""
    checks = Checks()
    checks.words("note", note, most=LONGEST_NOTE)
    checks.end()


def _line(most: int) -> "_Check":
    def check(checks: Checks, argument: str, text: str) -> None:
        if len(text) > most:
            checks.refuse(argument, f"Must have {most} characters at most.")
        if _LINE_BREAKS & set(map(category, text)):
            checks.refuse(argument, "Must be one line.")

    return check


def _words(most: int) -> "_Check":
    def check(checks: Checks, argument: str, text: str) -> None:
        checks.words(argument, text, most=most)

    return check


def _language(checks: Checks, argument: str, text: str) -> None:
    if _LANGUAGE.fullmatch(text) is None:
        checks.refuse(argument, "Must be a language as a BCP 47 tag, such as en or pt-BR.")


def _web_address(checks: Checks, argument: str, text: str) -> None:
    if not is_web_address(text):
        checks.refuse(argument, ABOUT_ADDRESSES)


def _tags(checks: Checks, argument: str, tags: list[str]) -> None:
    checks.most(argument, tags, most=MOST_TAGS)
    for tag in tags[:MOST_TAGS]:
        checks.line(argument, tag, most=LONGEST_TAG)


def _anything(_: Checks, __: str, ___: object) -> None:
    """Others look at it: the renderer, or whoever knows what it was before."""


_Check = Callable[[Checks, str, Any], None]


class _Rule(NamedTuple):
    argument: str
    check: _Check
    may_be_null: bool = False


_RULES: Mapping[str, _Rule] = {
    "title": _Rule("title", _line(LONGEST_TITLE)),
    "subtitle": _Rule("subtitle", _line(LONGEST_SUBTITLE), may_be_null=True),
    "markdown": _Rule("markdown", _anything),
    "slug": _Rule("slug", _anything, may_be_null=True),
    "tags": _Rule("tags", _tags),
    "language": _Rule("language", _language),
    "canonical_url": _Rule("canonicalUrl", _web_address, may_be_null=True),
    "seo_title": _Rule("seoTitle", _line(LONGEST_SEO_TITLE), may_be_null=True),
    "seo_description": _Rule("seoDescription", _words(LONGEST_SEO_DESCRIPTION), may_be_null=True),
    "published_at": _Rule("publishedAt", _anything),
    "cover_id": _Rule("coverImageId", _anything, may_be_null=True),
    "cover_alt": _Rule("coverAlt", _words(LONGEST_CAPTION), may_be_null=True),
    "cover_attribution": _Rule("coverAttribution", _words(LONGEST_CAPTION), may_be_null=True),
}

"""What callers may say of a publication, and the rules for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.checks import Checks
from domain.model import replace
from domain.names import require_name
from domain.publications.models import (
    CommentsDefault,
    ContributorPublishing,
    NavigationLink,
    Publication,
)
from domain.web_addresses import (
    ABOUT_ADDRESSES,
    is_host_name,
    is_link_target,
    is_web_address,
    without_slash,
)

MOST_LINKS = 20

LONGEST_NAME = 100
LONGEST_DESCRIPTION = 1_000
LONGEST_LABEL = 100

_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDetails:
    """What is to be said of a publication. None leaves it as it is, an empty text takes it away."""

    handle: str | None = None
    name: str | None = None
    description: str | None = None
    url: str | None = None
    host: str | None = None
    language: str | None = None
    contributor_publishing: ContributorPublishing | None = None
    comments_default: CommentsDefault | None = None

    def require(self) -> None:
        """Refuse with InvalidInput what breaks a rule."""
        checks = Checks()
        if self.handle is not None:
            require_name(checks, "handle", self.handle)
        checks.line("name", self.name, most=LONGEST_NAME)
        checks.text("description", self.description, most=LONGEST_DESCRIPTION)
        if self.url:
            checks.require("url", ABOUT_ADDRESSES, holds=is_front_end(self.url))
        if self.host:
            message = "Must be a host name in lower case, such as blog.example.org."
            checks.require("host", message, holds=is_host_name(self.host))
        if self.language is not None:
            message = "Must be a BCP 47 tag, such as en or pt-BR."
            holds = _LANGUAGE.fullmatch(self.language) is not None
            checks.require("language", message, holds=holds)
        checks.end()

    def applied_to(self, publication: Publication) -> Publication:
        """Return the publication with these details."""
        texts = {"description": self.description, "url": self.url, "host": self.host}
        others = {
            "handle": self.handle,
            "name": self.name,
            "language": self.language,
            "contributor_publishing": self.contributor_publishing,
            "comments_default": self.comments_default,
        }
        given = {name: text or None for name, text in texts.items() if text is not None}
        given |= {name: value for name, value in others.items() if value is not None}
        if given.get("url"):
            given["url"] = without_slash(str(given["url"]))
        return replace(publication, **given)


def is_front_end(url: str) -> bool:
    """Whether paths can be put behind an address: it has no query and no fragment."""
    return is_web_address(url) and not {"?", "#"} & set(url)


def require_links(links: Sequence[NavigationLink]) -> None:
    """Refuse with InvalidInput what no navigation is made of."""
    checks = Checks()
    checks.require("links", f"Must be {MOST_LINKS} at most.", holds=len(links) <= MOST_LINKS)
    for number, link in enumerate(links[:MOST_LINKS]):
        checks.line(f"links.{number}.label", link.label, most=LONGEST_LABEL)
        message = f"{ABOUT_ADDRESSES[:-1]}, or a path that begins with one slash."
        checks.require(f"links.{number}.url", message, holds=is_link_target(link.url))
    checks.end()

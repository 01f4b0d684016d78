"""What callers may say of a publication, and the rules for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain import model as struct
from domain.checking import Checks
from domain.handles import fault_of, handle_of
from domain.publications.models import (
    ContributorPublishing,
    DiscussionPolicy,
    NavigationLink,
    Publication,
)
from domain.web_addresses import (
    ABOUT_ADDRESSES,
    is_host_name,
    is_link_target,
    is_web_address,
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
    comments_default: DiscussionPolicy | None = None

    def checked(self) -> "PublicationDetails":
        """Return the same as it is kept. Refuses with InvalidInput what breaks a rule."""
        checks = Checks()
        found = replace(
            self,
            handle=None if self.handle is None else _handle(checks, self.handle),
            name=None if self.name is None else checks.line("name", self.name, most=LONGEST_NAME),
            description=_words(checks, self.description),
        )
        if self.url and not is_front_end(self.url):
            checks.refuse("url", ABOUT_ADDRESSES)
        if self.host and not is_host_name(self.host):
            checks.refuse("host", "Must be a name in lower case, such as blog.example.org.")
        if self.language is not None and not _LANGUAGE.fullmatch(self.language):
            checks.refuse("language", "Must be a BCP 47 tag, such as en or pt-BR.")
        checks.end()
        return found

    def applied_to(self, publication: Publication) -> Publication:
        """Return the publication with these details."""
        url = None if self.url is None else self.url.rstrip("/")
        texts = {"description": self.description, "url": url, "host": self.host}
        others = {
            "handle": self.handle,
            "name": self.name,
            "language": self.language,
            "contributor_publishing": self.contributor_publishing,
            "comments_default": self.comments_default,
        }
        given: dict[str, object] = {
            name: text or None for name, text in texts.items() if text is not None
        }
        given |= {name: value for name, value in others.items() if value is not None}
        return struct.replace(publication, **given)


def _handle(checks: Checks, text: str) -> str:
    handle = handle_of(text)
    fault = fault_of(handle)
    if fault is not None:
        checks.refuse("handle", fault)
    return handle


def _words(checks: Checks, text: str | None) -> str | None:
    if text is None:
        return None
    return checks.words("description", text, most=LONGEST_DESCRIPTION) or ""


def is_front_end(url: str) -> bool:
    """Whether paths can be put behind an address: it has no query and no fragment."""
    return is_web_address(url) and not {"?", "#"} & set(url)


def checked_links(links: Sequence[NavigationLink]) -> Sequence[NavigationLink]:
    """Return links as they are kept. Refuses with InvalidInput what no navigation is made of."""
    checks, found = Checks(), []
    checks.most("links", links, most=MOST_LINKS)
    for number, link in enumerate(links[:MOST_LINKS]):
        label = checks.line(f"links.{number}.label", link.label, most=LONGEST_LABEL)
        found.append(NavigationLink(label, link.url))
        if not is_link_target(link.url):
            message = f"{ABOUT_ADDRESSES[:-1]}, or a path that begins with one slash."
            checks.refuse(f"links.{number}.url", message)
    checks.end()
    return found

"""One text of a site, read: what its keys mean, and where it answers."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from broadsheet.importing.dates import moment_in, without_date
from broadsheet.importing.errors import BrokenItemError
from broadsheet.importing.files import read_file
from broadsheet.importing.front_matter import Document, read_document
from broadsheet.importing.markdown.addresses import address_of, is_post, language_of, name_of
from broadsheet.importing.markdown.fields import Author, Fields
from broadsheet.importing.markdown.layouts import Layout
from broadsheet.importing.markdown.site import LARGEST_TEXT, Site, SourceFile
from domain.redirects.paths import normal_path

_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")

# What divides the beginning of a text, as lists show it, from the rest.
_DIVIDERS = re.compile(
    r"^[ \t]*(?:<!--\s*(?:truncate|more|excerpt)\s*-->|\{/\*\s*truncate\s*\*/\})[ \t]*\n?",
    re.MULTILINE,
)
# What only means something to the program that builds the site.
_MODULE_LINES = re.compile(r"\A(?:\s*^(?:import|export)\s[^\n]*$)+", re.MULTILINE)

_ADDRESS_KEYS = {
    Layout.ZOLA: ("path",),
    Layout.HUGO: ("url",),
    Layout.JEKYLL: ("permalink",),
    Layout.DOCUSAURUS: (),
    Layout.ASTRO: ("permalink",),
    Layout.PLAIN: ("path", "permalink"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    source: SourceFile
    is_post: bool
    title: str
    path: str
    slug: str
    body: str
    date: datetime | None
    updated: datetime | None
    is_draft: bool
    authors: list[Author]
    tags: list[str]
    series: list[str]
    series_position: int | None
    aliases: list[str]
    away: str | None
    """Where its readers are sent instead."""
    subtitle: str | None
    description: str | None
    cover: tuple[str | None, str | None, str | None]
    canonical_url: str | None
    language: str | None
    metadata: dict[str, Any]


def read_entry(site: Site, source: SourceFile) -> Entry:
    """Read a text. Raises BrokenItemError, with the reason why it cannot be imported."""
    document = read_document(read_file(source.path, inside=site.content, most_bytes=LARGEST_TEXT))
    if site.layout is Layout.JEKYLL and not document.has_keys:
        raise BrokenItemError("It has no front matter, so Jekyll leaves it alone.")
    try:
        return _entry(site, source, document)
    except (RecursionError, TypeError, ValueError) as error:  # keys that hold what nobody expected
        raise BrokenItemError(f"Its front matter makes no sense: {error}.") from None


def _entry(site: Site, source: SourceFile, document: Document) -> Entry:
    fields = Fields(document.keys)
    given = fields.text(*_ADDRESS_KEYS[site.layout])
    date = fields.date() or moment_in(given or "") or moment_in(source.name)
    is_draft = fields.is_draft() or "_drafts" in source.place.parts
    slug = fields.text("slug")
    split = r"[\s,]+" if site.layout is Layout.JEKYLL else r"\s*,\s*"
    categories = fields.words("categories", "category", split=split)
    path = address_of(site, source, given=given, slug=slug, date=date, categories=categories)
    title, body = _title_and_body(site, source, fields, document.body)
    if not path:
        raise BrokenItemError("It is the home page, which posts and pages are not.")
    return Entry(
        source=source,
        is_post=is_post(source, site.layout, date, is_draft=is_draft),
        title=title,
        path=path,
        slug=(slug or "").strip("/").replace("/", "-") or _slug(path),
        body=body,
        date=date,
        updated=fields.updated(),
        is_draft=is_draft,
        authors=fields.authors(dict(site.authors)),
        tags=list(dict.fromkeys([*fields.words("tags", "tag", split=split), *categories])),
        series=fields.words("series"),
        series_position=fields.number(
            "series_order", "seriesOrder", "series_weight", "series_index", "part"
        ),
        aliases=_aliases(fields, path),
        away=fields.text("redirect_to"),
        subtitle=fields.text("subtitle"),
        description=fields.text("description", "summary", "excerpt"),
        cover=fields.picture(),
        canonical_url=fields.text("canonical_url", "canonicalURL", "canonicalUrl", "canonical"),
        language=fields.text("lang", "language") or language_of(source, site.layout),
        metadata=fields.rest(),
    )


def _title_and_body(site: Site, source: SourceFile, fields: Fields, body: str) -> tuple[str, str]:
    """Return the title, and the text without what only the generator needs."""
    title = fields.text("title")
    if source.path.suffix == ".mdx":
        body = _MODULE_LINES.sub("", body)
    body = _DIVIDERS.sub("", body).strip("\n")
    heading = _HEADING.match(body)
    if title is None and heading is not None:
        return heading[1], body[heading.end() :].strip("\n")
    if title is None and not body.strip():
        raise BrokenItemError("It has neither a title nor a text.")
    if title is None:
        name = without_date(name_of(source, site.layout))
        title = name.replace("-", " ").replace("_", " ").strip().capitalize() or "Untitled"
    return title, body


def _aliases(fields: Fields, path: str) -> list[str]:
    """Return old addresses. Those that begin with no slash may be relative to the text's own."""
    found = fields.words("aliases", "alias", "redirect_from")
    return [alias for alias in dict.fromkeys(map(normal_path, found)) if alias not in {"", path}]


def _slug(path: str) -> str:
    """Return the last part of an address, without the ending that files have on the web."""
    return PurePosixPath(path).name.removesuffix(".html").removesuffix(".htm") or path

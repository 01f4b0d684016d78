"""A folder of Markdown as a sequence of items."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from broadsheet.adapters.media import MEDIA_PATH, MediaFolder
from broadsheet.importing.errors import BrokenItemError
from broadsheet.importing.files import read_file
from broadsheet.importing.found import Found, Skipped, Step
from broadsheet.importing.front_matter import read_document
from broadsheet.importing.markdown.entries import Entry, read_entry
from broadsheet.importing.markdown.fields import Author
from broadsheet.importing.markdown.index import Index, Place, fill
from broadsheet.importing.markdown.resolving import Resolver
from broadsheet.importing.markdown.site import LARGEST_TEXT, Section, Site, SourceFile
from broadsheet.importing.names import name_of, same_name, slug_of, username_of
from domain.importing.models import (
    ImportedCover,
    ImportedPage,
    ImportedPerson,
    ImportedPost,
    ImportedPublication,
    ImportedRedirect,
    ImportedSeries,
    ImportedTag,
)
from domain.posts.models import PostStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What an operator says where the folder does not."""

    name: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    media_prefix: str = MEDIA_PATH


@dataclass(slots=True)
class MarkdownSource:
    site: Site
    media: MediaFolder
    wishes: Wishes = field(default_factory=Wishes)
    neighbours: Mapping[str, Place] = field(default_factory=dict)
    """Posts of the same site that are here already, in publications that are not imported now."""

    @property
    def url(self) -> str | None:
        """The address of the site, which all its publications share."""
        configured = _text(self.site.configuration, "base_url", "baseURL", "url") or ""
        below = _text(self.site.configuration, "baseurl") or ""
        url = self.wishes.url or configured + below
        return url.rstrip("/") if url.startswith(("http://", "https://")) else None

    def __iter__(self) -> Iterator[Found | Skipped | Step]:
        publications = {
            section.publication: self._publication(section)
            for section in reversed(self.site.sections)
        }
        index = Index(self._bases(publications))
        for number in fill(index, self.site, self.neighbours):
            yield Step(text=f"{number} files looked at")
        yield from (Found(item=_person(author)) for author in index.people.values())
        for handle, publication in publications.items():
            everyone = self._everyone(publication)
            if handle in index.unsigned and same_name(everyone.name) not in index.people:
                yield Found(item=_person(everyone))
            yield Found(item=publication)
        for source in self.site.files():
            yield self._found(source, index, publications[source.section.publication])

    def _bases(self, publications: Mapping[str, ImportedPublication]) -> dict[str, str]:
        """Return where the paths of each publication begin: below its handle without an address."""
        around = {place.publication: self.url or "" for place in self.neighbours.values()}
        ours = {
            handle: publication.url or f"/{quote(handle)}"
            for handle, publication in publications.items()
        }
        return {**around, **ours}

    def _publication(self, section: Section) -> ImportedPublication:
        """Describe a publication by what its section says of itself, and its site."""
        keys = self._section_keys(section)
        site: Mapping[str, Any] = self.site.configuration if section.folder == "" else {}
        language = self.wishes.language or _text(
            self.site.configuration, "default_language", "languageCode", "lang", "language"
        )
        return ImportedPublication(
            handle=section.publication,
            name=(self.wishes.name if section.folder == "" else None)
            or _text(keys, "title")
            or _text(site, "title"),
            description=_text(keys, "description") or _text(site, "description"),
            url=self.url,
            language=language,
        )

    def _section_keys(self, section: Section) -> Mapping[str, Any]:
        file = self.site.content / section.folder / "_index.md"
        try:
            content = read_file(file, inside=self.site.content, most_bytes=LARGEST_TEXT)
            return read_document(content).keys
        except BrokenItemError:
            return {}

    def _everyone(self, publication: ImportedPublication) -> Author:
        """Return whom texts without an author are by."""
        return Author(self.wishes.author or publication.name or publication.handle)

    def _found(
        self, source: SourceFile, index: Index, publication: ImportedPublication
    ) -> Found | Skipped:
        name = source.external_id
        if source.is_section:
            reason = "It describes a section, which is no text of its own."
            return Skipped(kind="section", external_id=name, reason=reason)
        try:
            return self._item(read_entry(self.site, source), index, publication)
        except BrokenItemError as error:
            return Skipped(kind="file", external_id=name, reason=str(error))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one file, others follow
            return Skipped(kind="file", external_id=name, reason=f"It made us fail: {error!r}.")

    def _item(self, entry: Entry, index: Index, publication: ImportedPublication) -> Found:
        if entry.away is not None:
            handle = publication.handle
            redirect = ImportedRedirect(publication=handle, source=entry.path, target=entry.away)
            return Found(item=redirect)
        resolver = Resolver(self.site, index, self.media, self.wishes.media_prefix, entry)
        item = (
            _post(entry, resolver, self._everyone(publication))
            if entry.is_post
            else _page(entry, resolver)
        )
        unresolved = dict.fromkeys(resolver.unresolved)
        notes = tuple(f"The link {link} leads to nothing here." for link in unresolved)
        return Found(item=item, notes=notes)


def _post(entry: Entry, resolver: Resolver, everyone: Author) -> ImportedPost:
    markdown = resolver.rewrite(entry.body)
    cover = _cover(entry, resolver)
    return ImportedPost(
        external_id=entry.source.external_id,
        publication=entry.source.section.publication,
        authors=tuple(
            dict.fromkeys(same_name(author.name) for author in entry.authors or [everyone])
        ),
        title=entry.title,
        slug=entry.slug,
        path=entry.path,
        markdown=markdown,
        aliases=tuple(entry.aliases),
        tags=_tags(entry.tags),
        series=tuple(
            ImportedSeries(slug=slug_of(title), title=title, position=entry.series_position)
            for title in entry.series
        ),
        media=tuple(resolver.files.values()),
        cover=cover,
        status=PostStatus.DRAFT if entry.is_draft else PostStatus.PUBLISHED,
        published_at=None if entry.is_draft else entry.date,
        updated_at=entry.updated,
        created_at=entry.date,
        subtitle=entry.subtitle,
        brief=entry.description,
        language=entry.language,
        canonical_url=entry.canonical_url,
        seo_description=entry.description,
        metadata=entry.metadata,
    )


def _page(entry: Entry, resolver: Resolver) -> ImportedPage:
    return ImportedPage(
        external_id=entry.source.external_id,
        publication=entry.source.section.publication,
        title=entry.title,
        slug=entry.slug,
        path=entry.path,
        markdown=resolver.rewrite(entry.body),
        aliases=tuple(entry.aliases),
        media=tuple(resolver.files.values()),
        is_draft=entry.is_draft,
        updated_at=entry.updated,
        created_at=entry.date,
        metadata=_page_metadata(entry),
    )


def _page_metadata(entry: Entry) -> dict[str, Any]:
    """Return what pages have no place for, with what nobody knows the meaning of."""
    told = {
        "authors": [author.name for author in entry.authors],
        "tags": entry.tags,
        "series": entry.series,
        "subtitle": entry.subtitle,
        "description": entry.description,
        "cover": entry.cover[0],
        "canonical_url": entry.canonical_url,
        "language": entry.language,
    }
    return {**{name: value for name, value in told.items() if value}, **entry.metadata}


def _cover(entry: Entry, resolver: Resolver) -> ImportedCover | None:
    url, alt, attribution = entry.cover
    media = None if url is None else resolver.picture(url)
    return None if media is None else ImportedCover(media=media, alt=alt, attribution=attribution)


def _tags(names: list[str]) -> tuple[ImportedTag, ...]:
    tags = {slug_of(name): ImportedTag(slug=slug_of(name), name=name) for name in reversed(names)}
    return tuple(reversed(tags.values()))


def _person(author: Author) -> ImportedPerson:
    return ImportedPerson(
        external_id=same_name(author.name),
        username=username_of(author.username or author.name),
        name=name_of(author.name),
        bio=author.bio,
        website_url=author.website_url,
        avatar_url=author.avatar_url,
    )


def _text(keys: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        if isinstance(keys.get(name), str) and keys[name].strip():
            return str(keys[name]).strip()
    return None

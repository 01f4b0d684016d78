"""Where everything of a site is found: the first pass over its texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from broadsheet.importing.errors import BrokenItemError
from broadsheet.importing.markdown.entries import Entry, read_entry
from broadsheet.importing.markdown.fields import Author
from broadsheet.importing.markdown.site import Site
from broadsheet.importing.names import same_name
from domain.redirects.paths import normal_path

# What may stand in a path without hurting the Markdown around it.
_SAFE = "/@:+,;=~!$&*-._"


@dataclass(frozen=True, slots=True)
class Place:
    """The address of a text: its publication, and its path there."""

    publication: str
    path: str


@dataclass(slots=True)
class Index:
    """No more than names and addresses, so that a site of any size fits."""

    bases: Mapping[str, str]
    """The address that each publication's paths are appended to."""
    by_file: dict[str, Place] = field(default_factory=dict)
    by_path: dict[str, Place] = field(default_factory=dict)
    by_name: dict[str, Place] = field(default_factory=dict)
    bundles: dict[str, str] = field(default_factory=dict)
    """The folder of each text that has one of its own, by its path."""
    people: dict[str, Author] = field(default_factory=dict)
    """Everyone, by what all spellings of their name have in common."""
    unsigned: set[str] = field(default_factory=set)
    """The publications with posts that name no author."""

    def address(self, place: Place) -> str:
        return f"{self.bases[place.publication]}/{quote(place.path, safe=_SAFE)}"

    def path_in_site(self, url: str) -> str | None:
        """Return the path of an address of this site. None for addresses elsewhere."""
        parts = urlsplit(url)
        for base in dict.fromkeys(self.bases.values()):
            site = urlsplit(base)
            path = site.path.rstrip("/")
            is_ours = site.netloc and parts.netloc.lower() == site.netloc.lower()
            if is_ours and f"{parts.path}/".startswith(f"{path}/"):
                return parts.path[len(path) :]
        return None


def fill(index: Index, site: Site, neighbours: Mapping[str, Place]) -> Iterator[int]:
    """Read every text once, yielding how many were read, since that takes a while.

    Neighbours are posts of the same site that have been imported before, by their addresses.
    """
    aliases: list[tuple[str, Place]] = []
    for number, source in enumerate(site.files(), 1):
        yield number
        if source.is_section:
            continue
        try:
            entry = read_entry(site, source)
        except BrokenItemError:  # which the second pass tells of
            continue
        place = Place(source.section.publication, entry.path)
        _add(index, entry, place)
        aliases += [(alias, place) for alias in entry.aliases]
    # Only now, because an address that is some text's own leads there.
    for alias, place in (*aliases, *neighbours.items()):
        index.by_path.setdefault(alias, place)


def _add(index: Index, entry: Entry, place: Place) -> None:
    index.by_file[entry.source.name] = place
    index.by_path.setdefault(normal_path(entry.path), place)
    name = PurePosixPath(entry.source.name)
    is_bundle = name.stem == "index"
    index.by_name.setdefault(name.parent.name if is_bundle else name.stem, place)
    if is_bundle:
        index.bundles[entry.path] = str(name.parent)
    if entry.is_post and not entry.authors:
        index.unsigned.add(place.publication)
    for author in entry.authors:
        key = same_name(author.name)
        known = index.people.setdefault(key, author)
        index.people[key] = Author(
            known.name,
            known.username or author.username,
            known.bio or author.bio,
            known.website_url or author.website_url,
            known.avatar_url or author.avatar_url,
        )

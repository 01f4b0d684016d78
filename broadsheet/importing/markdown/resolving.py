"""Where the links and pictures of one text lead once it is here."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urljoin, urlsplit

from broadsheet.adapters.media import MediaFolder, StoredFile
from broadsheet.importing.errors import BrokenItemError
from broadsheet.importing.files import read_file
from broadsheet.importing.markdown.entries import Entry
from broadsheet.importing.markdown.index import Index, Place
from broadsheet.importing.markdown.links import replace_links
from broadsheet.importing.markdown.site import Site
from domain.importing.models import ImportedMedia
from domain.redirects.paths import normal_path
from domain.refusals import Refused

# Where generators keep files that they copy as they are.
_STATIC = ("static", "public", "assets")

_TEXTS = (".md", ".markdown", ".mdx")

# The ways in which templates name another text.
_SHORTCODE = re.compile(
    r"""\{\{[<%]\s*(?:rel)?ref\s+"?(?P<hugo>[^\s"]+)"?\s*[%>]\}\}"""
    r"""|(?:\{\{\s*site\.(?:base)?url\s*\}\}\s*)?\{%-?\s*(?:post_url|link)\s+(?P<jekyll>\S+)\s*-?%\}"""
    r"""|(?P<base>\{\{\s*site\.(?:base)?url\s*\}\}|\{\{\s*['"](?P<path>[^'"]*)['"]\s*\|\s*(?:relative|absolute)_url\s*\}\})"""
)


@dataclass(slots=True)
class Resolver:
    """Rewrites the links of one text, and remembers what it met."""

    site: Site
    index: Index
    media: MediaFolder
    media_prefix: str
    entry: Entry
    files: dict[str, ImportedMedia] = field(default_factory=dict)
    unresolved: list[str] = field(default_factory=list)

    def rewrite(self, markdown: str) -> str:
        if "{{" in markdown or "{%" in markdown:
            markdown = _SHORTCODE.sub(self._shortcode, markdown)
        return replace_links(markdown, self.resolve)

    def resolve(self, url: str) -> str | None:
        """Return the address that a link gets. None leaves it as it is."""
        try:
            parts = urlsplit(url)
        except ValueError:  # such as brackets that are no IPv6 address
            return None
        if parts.scheme in {"", "http", "https"} and parts.netloc:
            return self._in_site(url)
        if parts.scheme or parts.path in {"", "/"}:
            return None
        path = unquote(parts.path)
        place = self._text_at(path)
        return self._picture_at(path, url) if place is None else self._address(place, url)

    def _picture_at(self, path: str, url: str) -> str | None:
        file = self._file_at(path)
        stored = None if file is None else self._store(file)
        if stored is None:
            self.unresolved.append(url)
            return None
        return self.media_prefix + stored.key

    def picture(self, url: str) -> ImportedMedia | None:
        """Return a cover: a file of the site, or a picture elsewhere."""
        if urlsplit(url).scheme in {"http", "https"}:
            return ImportedMedia(content_type="image/*", source_url=url)
        file = self._file_at(unquote(urlsplit(url).path))
        stored = None if file is None else self._store(file)
        if stored is None:
            self.unresolved.append(url)
            return None
        return self.files[stored.key]

    def _in_site(self, url: str) -> str | None:
        path = self.index.path_in_site(url)
        if path is None or not normal_path(path):
            return None
        place = self.index.by_path.get(normal_path(path))
        if place is None:
            return self._picture_at(f"/{unquote(path).strip('/')}", url)
        return self._address(place, url)

    def _address(self, place: Place, url: str) -> str:
        fragment = urlsplit(url).fragment
        return self.index.address(place) + (f"#{fragment}" if fragment else "")

    def _text_at(self, path: str) -> Place | None:
        """Find a text by its file, then by its address, relative to this text's own."""
        if path.startswith("@/"):
            # Counted from the whole site's content, of which this may be one section.
            file_name = normpath(path.removeprefix("@/"))
            inside = file_name.removeprefix(f"{self.site.content.name}/")
            return self.index.by_file.get(file_name) or self.index.by_file.get(inside)
        if path.startswith("/"):
            file = self.index.by_file.get(path.strip("/")) if path.endswith(_TEXTS) else None
            return file or self.index.by_path.get(normal_path(path))
        file_name = normpath(join(str(Path(self.entry.source.name).parent), path))
        for ending in ("", *_TEXTS, "/index.md", "/index.mdx"):
            if file_name + ending in self.index.by_file:
                return self.index.by_file[file_name + ending]
        for address in self._addresses(path):
            if address in self.index.by_path:
                return self.index.by_path[address]
        return None

    def _addresses(self, path: str) -> list[str]:
        """Return what a relative link means where the text's address ends with a slash, and not."""
        return [
            normal_path(urljoin(base, path))
            for base in (f"/{self.entry.path}/", f"/{self.entry.path}")
        ]

    def _file_at(self, path: str) -> Path | None:
        """Find a file of the site. Whatever else there is on this machine is not there."""
        if path.startswith("/"):
            addresses = [path.strip("/")]
            places = [self.site.folder / folder / addresses[0] for folder in _STATIC]
        else:
            addresses = self._addresses(path)
            places = [self.entry.source.path.parent / path]
        # A picture in the folder of a text is also found below the text's address.
        for address in addresses:
            text, _, name = address.rpartition("/")
            if text in self.index.bundles:
                places.append(self.site.content / self.index.bundles[text] / name)
        places += [self.site.content / address for address in addresses]
        return next((place for place in places if self._is_ours(place)), None)

    def _is_ours(self, place: Path) -> bool:
        """Tell whether a file may be shown: one among the texts or the static files, not hidden."""
        try:
            found = place.resolve(strict=True)
        except (OSError, RuntimeError, ValueError):  # not there, a loop, or no name of a file
            return False
        static = (self.site.folder / folder for folder in _STATIC)
        for root in (self.site.content, *static):
            if found.is_relative_to(root.resolve()) and found.is_file():
                parts = found.relative_to(root.resolve()).parts
                return not any(part.startswith(".") for part in parts)
        return False

    def _store(self, file: Path) -> StoredFile | None:
        if file.suffix.lower() in _TEXTS:
            return None
        try:
            content = read_file(file, most_bytes=self.media.byte_limit)
            stored = self.media.store(content, from_operator=True)
        except (BrokenItemError, Refused):
            return None
        self.files[stored.key] = ImportedMedia(
            content_type=stored.type.content_type,
            byte_size=stored.byte_size,
            key=stored.key,
            width=stored.type.width,
            height=stored.type.height,
        )
        return stored

    def _shortcode(self, match: re.Match[str]) -> str:
        if match["base"] is not None:
            return match["path"] or ""
        name, _, fragment = (match["hugo"] or match["jekyll"]).partition("#")
        place = self._named(name)
        if place is None:
            self.unresolved.append(match[0])
            return match[0]
        return self.index.address(place) + (f"#{fragment}" if fragment else "")

    def _named(self, name: str) -> Place | None:
        name = name.strip("/")
        for ending in ("", *_TEXTS, "/index.md"):
            if name + ending in self.index.by_file:
                return self.index.by_file[name + ending]
        bare = name.rpartition("/")[2]
        for ending in _TEXTS:
            bare = bare.removesuffix(ending)
        return self.index.by_name.get(bare)

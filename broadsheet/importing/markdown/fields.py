"""What the keys above a text mean, whichever generator they were written for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.importing.dates import moment_of
from broadsheet.importing.names import fit_for_json

_DATES = (
    "date", "pubDate", "pubdate", "pub_date", "publishDate", "publish_date", "published_at",
    "publishedAt", "datePublished", "published", "created", "createdAt",
)  # fmt: skip
_UPDATES = (
    "updated", "lastmod", "updatedDate", "updated_at", "updatedAt", "modified", "dateModified",
    "last_modified_at", "last_update",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    username: str | None = None
    bio: str | None = None
    website_url: str | None = None
    avatar_url: str | None = None


class Fields:
    """Keys to be taken one after another. What nobody takes is metadata in the end."""

    def __init__(self, keys: dict[str, Any]) -> None:
        self._keys = dict(keys)
        for table in ("taxonomies", "extra"):
            if isinstance(self._keys.get(table), dict):
                self._keys[table] = dict(self._keys[table])

    def text(self, *names: str) -> str | None:
        """Take the first of these keys that has a text or a number."""
        for name in names:
            value = self._keys.get(name)
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                del self._keys[name]
                return str(value).strip() or None
        return None

    def words(self, *names: str, split: str | None = None) -> list[str]:
        """Take all of these keys, and the taxonomies of these names. Each has a word, or a list."""
        found = [word for name in names for word in _words(self._take(name), split)]
        return list(dict.fromkeys(found))

    def number(self, *names: str) -> int | None:
        for name in names:
            value = self._keys.get(name)
            if isinstance(value, int) and not isinstance(value, bool):
                del self._keys[name]
                return value
        return None

    def flag(self, name: str) -> bool | None:
        if isinstance(self._keys.get(name), bool):
            return bool(self._keys.pop(name))
        return None

    def date(self) -> datetime | None:
        return self._moment(_DATES)

    def updated(self) -> datetime | None:
        return self._moment(_UPDATES)

    def is_draft(self) -> bool:
        draft, published = self.flag("draft"), self.flag("published")
        return draft is True or published is False

    def authors(self, known: dict[str, Any]) -> list[Author]:
        """Take the authors: names, tables of a name and more, or keys of those who are known."""
        found: list[Author] = []
        for name in ("authors", "author"):
            values = self._take(name)
            if name == "author" and isinstance(values, str | dict):
                values = [values]
            elif isinstance(values, str):
                values = re.split(r"\s*,\s*", values) if values not in known else [values]
            found += _authors(values if isinstance(values, list) else [values], known)
        return list({author.name: author for author in found}.values())

    def picture(self) -> tuple[str | None, str | None, str | None]:
        """Take the cover: its address, what it shows, and who made it."""
        for name in ("cover", "image", "cover_image", "coverImage", "heroImage", "featured_image",
                     "featuredImage", "banner", "thumbnail"):  # fmt: skip
            value = self._keys.get(name)
            if isinstance(value, str) and value.strip():
                del self._keys[name]
                alt = self.text(f"{name}Alt", f"{name}_alt", "cover_alt", "image_alt", "imageAlt")
                return value.strip(), alt, self.text("cover_attribution", "image_credit")
            if isinstance(value, dict):
                address = value.get("image") or value.get("src") or value.get("url")
                if isinstance(address, str) and address.strip():
                    del self._keys[name]
                    alt, by = value.get("alt"), value.get("caption") or value.get("attribution")
                    return address.strip(), _text(alt), _text(by)
        return None, None, None

    def rest(self) -> dict[str, Any]:
        """Return what nobody took, but for tables that have become empty."""
        rest = {name: value for name, value in self._keys.items() if value not in ({}, None)}
        found = fit_for_json(rest)
        return found if isinstance(found, dict) else {}

    def _take(self, name: str) -> Any:
        if name in self._keys:
            return self._keys.pop(name)
        for table in ("taxonomies", "extra"):
            inner = self._keys.get(table)
            if isinstance(inner, dict) and name in inner:
                return inner.pop(name)
        return None

    def _moment(self, names: Iterable[str]) -> datetime | None:
        for name in names:
            value = self._keys.get(name)
            if isinstance(value, dict):
                value = value.get("date")
            moment = moment_of(value)
            if moment is not None:
                del self._keys[name]
                return moment
        return None


def _words(value: Any, split: str | None) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _words(inner, None)
    elif isinstance(value, dict):
        yield from _words(value.get("label") or value.get("name"), None)
    elif isinstance(value, str):
        words = re.split(split, value) if split else [value]
        yield from (word.strip() for word in words if word.strip())
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def _authors(values: list[Any], known: dict[str, Any]) -> Iterator[Author]:
    for value in values:
        table = known.get(value) if isinstance(value, str) else value
        if isinstance(value, str) and not isinstance(table, dict):
            table = {"name": value}
        if not isinstance(table, dict):
            continue
        key = table.get("key", value)
        if isinstance(key, str) and isinstance(known.get(key), dict):
            table = {**known[key], **table, "username": key}
        name = _text(table.get("name")) or _text(table.get("username"))
        if name is not None:
            yield Author(
                name,
                _text(table.get("username")),
                _text(table.get("title") or table.get("bio")),
                _text(table.get("url") or table.get("website")),
                _text(table.get("image_url") or table.get("imageURL") or table.get("avatar")),
            )


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None

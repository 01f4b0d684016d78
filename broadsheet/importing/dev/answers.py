"""Which answer of the API a file holds, and what it says of whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.importing.dates import moment_of
from broadsheet.importing.errors import BrokenItemError
from broadsheet.importing.files import read_file
from broadsheet.importing.json_text import read_json
from broadsheet.importing.names import name_of, username_of
from domain.importing.models import ImportedPerson

_KINDS = {"article", "comment", "user"}

_NUMBER = re.compile(r"\d+")

# In bytes. A discussion of ten thousand comments takes a tenth of it.
_LARGEST_ANSWER = 100_000_000

DELETED = ImportedPerson(external_id="", username="deleted", name="[deleted]")
"""Who has written what was deleted. The thread goes on under it."""


@dataclass(slots=True)
class Catalog:
    """What is where. No texts, so that a folder of any size fits."""

    people: dict[str, ImportedPerson] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
    """The file with the text of each article."""
    bare: dict[str, str] = field(default_factory=dict)
    """The file of each article that comes in a list, where DEV leaves the text out."""
    threads: list[tuple[str, str | None]] = field(default_factory=list)
    """Each file of comments, and the article its name tells."""
    alone: dict[str, list[str]] = field(default_factory=dict)
    """The articles in the files of each folder."""


def read_answers(path: Path) -> list[dict[str, Any]]:
    """Return the things that a file holds: one, or a list of them. Raises BrokenItemError."""
    found = read_json(read_file(path, most_bytes=_LARGEST_ANSWER))
    things = found if isinstance(found, list) else [found]
    if not all(isinstance(thing, dict) for thing in things):
        raise BrokenItemError("It is no answer of DEV's API.")
    return things


def kind_of(thing: dict[str, Any]) -> str | None:
    """Tell articles, comments and users apart, also where `type_of` was left out."""
    told = thing.get("type_of")
    if isinstance(told, str) and told in _KINDS:
        return told
    if "id_code" in thing:
        return "comment"
    if "title" in thing and "slug" in thing:
        return "article"
    return "user" if "username" in thing else None


def add_to(catalog: Catalog, folder: Path, path: Path) -> None:
    """Look at one file. Raises BrokenItemError."""
    name = path.relative_to(folder).as_posix()
    things = read_answers(path)
    kinds = {kind_of(thing) for thing in things}
    if None in kinds:
        raise BrokenItemError("It is no answer of DEV's API.")
    if kinds == {"comment"}:
        catalog.threads.append((name, _article_named(path)))
    for thing in things:
        if kind_of(thing) == "article":
            article = str(thing.get("id"))
            has_text = bool(thing.get("body_markdown") or thing.get("body_html"))
            (catalog.articles if has_text else catalog.bare).setdefault(article, name)
            if has_text:
                catalog.alone.setdefault(str(path.parent), []).append(article)
    for user in _users(things):
        _meet(catalog, user)


def comments_in(things: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Yield every comment of a tree with the one it answers, however deep."""
    waiting: list[tuple[dict[str, Any], str | None]] = [(thing, None) for thing in things]
    while waiting:
        comment, parent = waiting.pop()
        yield comment, parent
        children = comment.get("children")
        if isinstance(children, list):
            code = str(comment.get("id_code"))
            waiting += [(child, code) for child in children if isinstance(child, dict)]


def username_in(thing: dict[str, Any]) -> str:
    """Return who made something, by the name that is in every answer."""
    return str(_user_of(thing).get("username") or "")


def _user_of(thing: dict[str, Any]) -> dict[str, Any]:
    user = thing.get("user")
    return user if isinstance(user, dict) else {}


def _users(things: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for thing in things:
        match kind_of(thing):
            case "user":
                yield thing
            case "article":
                yield _user_of(thing)
            case _:
                yield from (_user_of(comment) for comment, _ in comments_in([thing]))


def _meet(catalog: Catalog, user: dict[str, Any]) -> None:
    username = str(user.get("username") or "")
    person = _person(username, user) if username else DELETED
    known = catalog.people.get(username)
    if known is None or (user.get("type_of") == "user" and username):
        catalog.people[username] = person


def _person(username: str, user: dict[str, Any]) -> ImportedPerson:
    return ImportedPerson(
        external_id=username,
        username=username_of(username),
        name=name_of(text(user.get("name")) or username),
        bio=text(user.get("summary")),
        location=text(user.get("location")),
        website_url=text(user.get("website_url")),
        avatar_url=text(user.get("profile_image")),
        joined_at=moment_of(user.get("joined_at")),
    )


def _article_named(path: Path) -> str | None:
    """Return the number in `comments-123.json`, or of a file or folder `123`."""
    for part in (path.stem, path.parent.name):
        numbers = _NUMBER.findall(part)
        if len(numbers) == 1:
            return str(numbers[0])
    return None


def text(value: Any) -> str | None:
    """Return what is a text and holds something."""
    return value.strip() or None if isinstance(value, str) else None

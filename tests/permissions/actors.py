"""Everybody who may ask, by what they are to one publication and one post of it."""

from collections.abc import Mapping
from typing import NamedTuple


class Person(NamedTuple):
    name: str
    """As rules name them."""

    title: str
    """At the head of a column."""

    meaning: str


PEOPLE = (
    Person("anonymous", "anonymous", "nobody is signed in"),
    Person("stranger", "stranger", "a member who has nothing to do with the publication"),
    Person("contributor", "contributor", "of the publication, who has no part in the post"),
    Person("co_author", "co-author", "of the post, a contributor of the publication"),
    Person("author", "author", "of the post, a contributor of the publication"),
    Person("editor", "editor", "of the publication"),
    Person("owner", "owner", "of the publication"),
    Person("moderator", "moderator", "of the server"),
    Person("admin", "admin", "of the server"),
    Person("reader", "read token", "an access token of the owner's that may read and nothing else"),
    Person(
        "lent", "lent token", "an access token of the admin's that may write, not moderate or rule"
    ),
)

NAMES = tuple(person.name for person in PEOPLE)

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "everyone": NAMES,
    "members": NAMES[1:],
    "writers": ("co_author", "author"),
    "editors": ("editor", "owner"),
    "staff": ("moderator", "admin"),
    "outsiders": ("stranger", "lent"),
}


def people(text: str) -> tuple[str, ...]:
    """Return the people of a list such as `editors staff author`, without those after a minus."""
    chosen: list[str] = []
    for word in text.split():
        names = _GROUPS.get(word.lstrip("-"), (word.lstrip("-"),))
        unknown = set(names) - set(NAMES)
        if unknown:
            raise ValueError(f"Nobody is called {unknown.pop()!r}.")
        if word.startswith("-"):
            chosen = [name for name in chosen if name not in names]
        else:
            chosen += [name for name in names if name not in chosen]
    return tuple(chosen)

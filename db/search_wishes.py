"""What searches ask for, and how things of each type are searched."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db import publications, tags, users
from domain.search.models import SearchType

MOST_KEPT = 1_000
"""How many statements of each form are kept once they are made."""


class Searched(NamedTuple):
    """How things of one type are searched."""

    table: str
    key: str
    seen: str
    """The view of those that may be seen, by the name `v`."""
    shortest: int
    """Of how many days the first stretches are that are looked into: 4 to the power of this."""
    is_dated: bool = False
    """Whether newer ones come first where they match as well."""
    by_name: bool = False
    """Whether names are searched besides, as a name that has the words is what people look for."""


_MONTHS = 3

SHORTEST_FOR_NAMES = _MONTHS
"""Names match less often than texts do, so the first stretches are longer."""

SEARCHED = {
    SearchType.POST: Searched(
        "post_search", "post_id", "visible_posts v", 0, is_dated=True, by_name=True
    ),
    SearchType.COMMENT: Searched(
        "comment_search", "comment_id", "visible_comments_anywhere v", 2, is_dated=True
    ),
    SearchType.USER: Searched("user_search", "user_id", "visible_users v", _MONTHS),
    SearchType.TAG: Searched("tag_search", "tag_id", "visible_tags v", _MONTHS),
    SearchType.PUBLICATION: Searched(
        "publication_search", "publication_id", "publications v", _MONTHS
    ),
}

MARKS = {
    "publication": f"search_mark('p', {publications.NAMED})",
    "author": f"search_mark('a', {users.NAMED})",
    "tag": f"search_mark('t', {tags.NAMED})",
    "language": "E'\\x01l' || {}",
}
"""What each field of a filter asks for, as a mark among the words."""

# Indexes are asked for stretches of days alone. What else must be so, and the order, are written so
# that none can be used for them: an index of dates would be walked through from end to end.
MOMENTS = {
    "published_from": "(s.listed_at >= {}) IS TRUE",
    "published_before": "(s.listed_at < {}) IS TRUE",
}


class Wish(NamedTuple):
    """What a statement is made for. The fields of a filter come as parameters, in their order."""

    types: tuple[SearchType, ...]
    asked: tuple[str, ...]

    @property
    def parameters(self) -> dict[str, str]:
        """By field of the filter. The words are $1, and $2 is the moment to look from."""
        return {name: f"${number}" for number, name in enumerate(self.asked, start=3)}


def newest_of(types: Sequence[SearchType]) -> str:
    tables = (SEARCHED[kind].table for kind in types)
    newest = (f"(SELECT max(listed_at) FROM {table})" for table in tables)
    return f"greatest({', '.join(newest)})"


def marks_of(kind: SearchType, wish: Wish) -> Iterator[str]:
    """Ask for what a filter wants. What has a name that nobody has is null, and matches nothing."""
    for field, parameter in wish.parameters.items():
        if field in MARKS and not (kind is SearchType.COMMENT and field == "tag"):
            yield f"search_marked({MARKS[field].format(parameter)})"


def reading_on(wish: Wish, *, backward: bool, from_start: bool) -> dict[str, str]:
    number = 3 + len(wish.asked)
    beyond = ">" if backward else "<"
    return {
        "direction": "ASC" if backward else "DESC",
        "reads_on": "true"
        if from_start
        else f"(score, id) {beyond} (${number}::bigint, ${number + 1}::uuid)",
    }

"""Operations that no server was written for: made at random of the schema that all peers share.

The same ones are made in every run. They ask for other fields, pages and names each, so a server
that keeps what it knows of a document has to keep much.
"""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from graphql import GraphQLField, GraphQLObjectType, build_schema, get_named_type, is_leaf_type

_SCHEMA = build_schema((Path(__file__).parent / "peers/schema.graphql").read_text(encoding="utf-8"))
_SEED = 20_261_125

_LARGEST_PAGES = {"posts": 20, "comments": 6, "replies": 4}
"""By field. Answers stay about as long as those of the other operations."""

_SHARE_OF_LEAVES, _SHARE_OF_OBJECTS = 0.6, 0.45
_SHARE_OF_ALIASES, _SHARE_OF_SECOND_PAGES = 0.15, 0.1

_DEEPEST = 8
"""Below this, only what a reply says of itself: comments, their replies, and what answers those."""


def documents(count: int) -> Sequence[str]:
    """Return so many documents, no two of them the same.

    All operations are called Mix. Those that read a post want variables for it.
    """
    random = Random(_SEED)  # noqa: S311 - the same documents each time
    written: dict[str, None] = {}
    while len(written) < count:
        written[_document(random)] = None
    return tuple(written)


def asks_for_a_post(document: str) -> bool:
    return "$slug" in document


def _document(random: Random) -> str:
    if random.random() < 1 / 2:
        return f"query Mix {{ {_field('posts', _query('posts'), random, 1)} }}"
    found = _field("post", _query("post"), random, 1)
    return f"query Mix($publication: String!, $slug: String!) {{ {found} }}"


def _query(name: str) -> GraphQLField:
    query = _SCHEMA.query_type
    if query is None:
        raise TypeError("The schema of the peers has no queries.")
    field: GraphQLField = query.fields[name]
    return field


def _field(
    name: str, field: GraphQLField, random: Random, depth: int, *, again: bool = False
) -> str:
    """Write a field, under another name now and then, and what is selected of it."""
    alias = f"more{name.title()}: " if again else ""
    if not again and random.random() < _SHARE_OF_ALIASES:
        alias = f"{name}{random.randrange(100)}: "
    return f"{alias}{name}{_arguments(name, random)}{_selection(field, random, depth)}"


def _arguments(name: str, random: Random) -> str:
    if name == "post":
        return "(publication: $publication, slug: $slug)"
    largest = _LARGEST_PAGES.get(name)
    return f"(first: {random.randint(1, largest)})" if largest else ""


def _selection(field: GraphQLField, random: Random, depth: int) -> str:
    of = get_named_type(field.type)
    if not isinstance(of, GraphQLObjectType):
        return ""
    names = _names(of, random, depth)
    chosen = [_field(name, of.fields[name], random, depth + 1) for name in names]
    pages = [name for name in names if name in _LARGEST_PAGES]
    chosen += [
        _field(name, of.fields[name], random, depth + 1, again=True)
        for name in pages
        if random.random() < _SHARE_OF_SECOND_PAGES
    ]
    return f" {{ {' '.join(chosen)} }}"


def _names(of: GraphQLObjectType, random: Random, depth: int) -> Sequence[str]:
    """Choose fields, in any order. Something is always chosen."""
    chosen = [name for name, field in of.fields.items() if _is_chosen(name, field, random, depth)]
    if not chosen:
        chosen = [next(name for name, field in of.fields.items() if _is_leaf(field))]
    random.shuffle(chosen)
    return chosen


def _is_chosen(name: str, field: GraphQLField, random: Random, depth: int) -> bool:
    if name == "nodes":
        return True
    if _is_leaf(field):
        return random.random() < _SHARE_OF_LEAVES
    return depth < _DEEPEST and random.random() < _SHARE_OF_OBJECTS


def _is_leaf(field: GraphQLField) -> bool:
    return is_leaf_type(get_named_type(field.type))

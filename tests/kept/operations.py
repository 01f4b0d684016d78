"""Operations over everything the API shows, with variables made at random."""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

from graphql import OperationDefinitionNode, parse

from domain.ids import COMMENT, PAGE, POST, PUBLICATION, REDIRECT, SERIES, TAG, USER, Kind
from execution.gate import OperationRequest
from tests.factories.moments import next_moment
from tests.kept.growth import HANDLES, HOSTS, LANGUAGES, PATHS, SLUGS, TAGS, USERNAMES
from tests.kept.world import World

_ANY = {
    "handle": HANDLES,
    "host": HOSTS,
    "slug": SLUGS,
    "tag": TAGS,
    "username": USERNAMES,
    "path": PATHS,
    "first": (0, 1, 2, 3, 20),
    "postOrder": ("NEWEST", "OLDEST", "MOST_REACTED", "MOST_DISCUSSED"),
    "commentOrder": ("OLDEST", "NEWEST", "TOP"),
    "tagOrder": ("MOST_USED", "SLUG", "NEWEST"),
    "maxDepth": (1, 2, None),
}

_KINDS: Mapping[str, Kind[Any]] = {
    "users": USER,
    "publications": PUBLICATION,
    "posts": POST,
    "tags": TAG,
    "series": SERIES,
    "pages": PAGE,
    "redirects": REDIRECT,
    "comments": COMMENT,
}

_TEXT = (Path(__file__).parent / "operations.graphql").read_text(encoding="utf-8")

_OPERATIONS = {
    node.name.value: node
    for node in parse(_TEXT).definitions
    if isinstance(node, OperationDefinitionNode) and node.name
}


async def any_operation(random: Random, world: World) -> OperationRequest:
    """Choose one of operations.graphql, and variables for it."""
    name, node = random.choice(list(_OPERATIONS.items()))
    wanted = [item.variable.name.value for item in node.variable_definitions or ()]
    variables = {variable: await _value(variable, random, world) for variable in wanted}
    return OperationRequest(query=_TEXT, operation_name=name, variables=variables)


async def _value(name: str, random: Random, world: World) -> Any:
    match name:
        case "filter":
            return _filter(random)
        case "id":
            return await _id(random, world)
        case "ids":
            return [await _id(random, world) for _ in range(3)]
        case _:
            return random.choice(_ANY[name])


async def _id(random: Random, world: World) -> str:
    table, kind = random.choice(list(_KINDS.items()))
    try:
        return kind.text_of(await world.pick(table))
    except LookupError:
        return "nobody"


def _filter(random: Random) -> Mapping[str, Any]:
    choices: dict[str, Callable[[], Any]] = {
        "publication": lambda: random.choice(HANDLES),
        "author": lambda: random.choice(USERNAMES),
        "tag": lambda: random.choice(TAGS),
        "language": lambda: random.choice(LANGUAGES),
        "publishedBefore": lambda: next_moment().isoformat(),
    }
    return {name: choices[name]() for name in random.sample(list(choices), k=random.choice((1, 2)))}

"""What the functions of a plan are put together with. Each takes a level and gives a level.

A level is an asynchronous function from a list of values to a list of what the answer shows for
them, one for one.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from graphql import GraphQLObjectType

from execution.abstract import NoSuchType, type_of
from execution.leaves import Missing

Values = Sequence[Any]
LevelFunction = Callable[[Any, Values], Awaitable[list[Any]]]


class WrongLength(Exception):  # noqa: N818 - travels to the reference executor
    """A function over a level did not answer one for one."""


def answers(given: Sequence[Any], parents: Values) -> Sequence[Any]:
    """Make sure that a level was answered one for one."""
    if len(given) != len(parents):
        raise WrongLength
    return given


def items(value: Any) -> Sequence[Any]:
    """Make sure that a value is a list."""
    if type(value) is list or type(value) is tuple:
        return value
    raise Missing


Each = Callable[[Values], Values]
"""Makes sure that all values are of one type, and returns them."""

_LISTS = frozenset({list, tuple})


def each_in_lists(each: Each, lists: Values) -> Values:
    """Make sure that values are lists, and that what is in them is of one type."""
    if not _LISTS.issuperset(map(type, lists)):
        raise Missing
    each(list(chain.from_iterable(lists)))
    return lists


def present(below: LevelFunction) -> LevelFunction:
    """Show values of which none may be missing."""

    async def level(run: Any, values: Values) -> list[Any]:
        if None in values:
            raise Missing
        return await below(run, values)

    return level


def optional(below: LevelFunction) -> LevelFunction:
    """Show values that may be missing."""

    async def level(run: Any, values: Values) -> list[Any]:
        there = [value for value in values if value is not None]
        # Nobody is asked about nothing, not even to say that the arguments are wrong.
        shown = iter(await below(run, there) if there else ())
        return [None if value is None else next(shown) for value in values]

    return level


def in_lists(below: LevelFunction) -> LevelFunction:
    """Show lists of values, all lists at once."""

    async def level(run: Any, values: Values) -> list[Any]:
        lists = [items(value) for value in values]
        all_items = [item for each in lists for item in each]
        shown = iter(await below(run, all_items) if all_items else ())
        return [list(islice(shown, len(each))) for each in lists]

    return level


def in_counted_lists(below: LevelFunction) -> LevelFunction:
    """Show lists of values whose items count."""

    async def level(run: Any, values: Values) -> list[Any]:
        lists = [run.items(value) for value in values]
        all_items = [item for each in lists for item in each]
        shown = iter(await below(run, all_items) if all_items else ())
        return [list(islice(shown, len(each))) for each in lists]

    return level


def by_type(levels: Mapping[str, LevelFunction], possible: Sequence[GraphQLObjectType]) -> Any:
    """Show objects of several types, each type at once."""
    known: dict[type, LevelFunction] = {}

    def level_of(value: Any) -> LevelFunction:
        below = known.get(type(value))
        if below is None:
            below = known[type(value)] = levels[type_of(value, possible)]
        return below

    async def level(run: Any, values: Values) -> list[Any]:
        places: dict[LevelFunction, list[int]] = {}
        for place, value in enumerate(values):
            places.setdefault(level_of(value), []).append(place)
        shown: list[Any] = [None] * len(values)
        for below, of_type in places.items():
            objects = await below(run, [values[place] for place in of_type])
            for place, item in zip(of_type, objects, strict=True):
                shown[place] = item
        return shown

    return level


def admission(type_: GraphQLObjectType) -> tuple[set[type], Callable[[Any], bool], Each]:
    """Return the classes known to be of a type, and what makes another one known.

    That is one function for a value, and one for all values of a level.
    """
    known: set[type] = set()

    def admit(value: Any) -> bool:
        if value is None:
            raise Missing
        if type_.is_type_of is not None and not type_.is_type_of(value, None):  # type: ignore[arg-type]  # looks at the class alone
            raise NoSuchType
        known.add(type(value))
        return True

    def each(values: Values) -> Values:
        if not known.issuperset(map(type, values)):
            for value in values:
                if type(value) not in known:
                    admit(value)
        return values

    return known, admit, each

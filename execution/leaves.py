"""How a value becomes what JSON can say.

The common case is an expression in the plan. Whatever it does not fit goes through graphql-core's
own `serialize`, which makes it fit or refuses it.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLString,
)


class Missing(Exception):  # noqa: N818 - travels to the reference executor, which says it better
    """There is nothing where the schema promises something."""


_FITS = {
    GraphQLString.name: "type({0}) is str",
    GraphQLID.name: "type({0}) is str",
    GraphQLBoolean.name: "type({0}) is bool",
    GraphQLInt.name: "type({0}) is int and -2147483648 <= {0} <= 2147483647",
}

_IS_MOMENT = "type({0}) is datetime and {0}.tzinfo is UTC"

GIVEN = {"datetime": datetime, "UTC": UTC}
"""What the conditions name."""


def fits(type_: GraphQLLeafType, name: str) -> str | None:
    """Return a condition, in Python, under which a value can be shown as it is.

    A moment in UTC is one: whoever writes the answer down writes it as `isoformat` does.
    """
    condition = _FITS.get(type_.name)
    if type_.serialize is datetime.isoformat:
        condition = _IS_MOMENT
    return None if condition is None else condition.format(name)


def serializer(type_: GraphQLLeafType, *, nullable: bool) -> Callable[[Any], Any]:
    """Return a function from a value to what JSON can say. It raises Missing for a missing one."""
    serialize = _names(type_) if isinstance(type_, GraphQLEnumType) else type_.serialize

    def leaf(value: Any) -> Any:
        if value is None:
            if nullable:
                return None
            raise Missing
        said = serialize(value)
        if said is None:
            raise Missing
        return said

    return leaf


def shower(type_: GraphQLLeafType, *, nullable: bool) -> Callable[[Any], Any]:
    """Return a function that shows a value as it is if it fits, and serializes it if not."""
    serialize, condition = serializer(type_, nullable=nullable), fits(type_, "value")
    if condition is None:
        return serialize
    text = f"lambda value: value if {condition} else serialize(value)"
    made: Callable[[Any], Any] = eval(text, {**GIVEN, "serialize": serialize})  # noqa: S307 - the text is ours
    return made


def _names(type_: GraphQLEnumType) -> Callable[[Any], Any]:
    names: dict[Any, str] = {}

    def name_of(value: Any) -> str:
        name = names.get(value)
        if name is None:
            name = names[value] = type_.serialize(value)
        return name

    return name_of

"""Which type an object has, told from its class alone."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from graphql import GraphQLAbstractType, GraphQLObjectType
from strawberry.types import get_object_definition
from strawberry.types.base import StrawberryObjectDefinition

Test = TypeVar("Test", bound=Callable[..., bool])

_BY_CLASS = "_looks_at_the_class_alone"
_CAST = "__as_strawberry_type__"


class NoSuchType(Exception):  # noqa: N818 - travels to the reference executor, which says it better
    """An object is of none of the types that it may have."""


def by_class(test: Test) -> Test:
    """Mark an `is_type_of` as one that looks at nothing but the class of an object."""
    setattr(test, _BY_CLASS, True)
    return test


def decides_by_class(type_: GraphQLObjectType | GraphQLAbstractType) -> bool:
    """Tell whether objects of one class are always of one type here."""
    definition = type_.extensions.get("strawberry-definition")
    if not isinstance(definition, StrawberryObjectDefinition):
        return True
    own_test = definition.is_type_of
    return definition.resolve_type is None and (own_test is None or hasattr(own_test, _BY_CLASS))


def type_of(value: Any, possible: Iterable[GraphQLObjectType]) -> str:
    """Return the name of the type that objects of this class have. Raises NoSuchType."""
    if hasattr(value, _CAST):
        raise NoSuchType
    definition = get_object_definition(type(value))
    for type_ in possible:
        if type_.is_type_of is not None:
            if type_.is_type_of(value, None):  # type: ignore[arg-type]  # looks at the class alone
                return type_.name
        elif definition is not None and type_.extensions.get("strawberry-definition") is definition:
            return type_.name
    raise NoSuchType

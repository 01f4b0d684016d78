"""What it takes to answer one operation, as a tree: levels of objects, and their columns.

A level is all objects of one concrete type under one selection, wherever they stand in the answer.
A column is one field of such a level: where its values come from, and what is made of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import GraphQLAbstractType, GraphQLLeafType, GraphQLObjectType


class Wrapper(Enum):
    """What stands around a type, read from the outside in."""

    NON_NULL = "!"
    LIST = "[]"
    COUNTED = "[+]"
    """A list whose items count: the cost of an operation is compared with them."""


Shape = tuple[Wrapper, ...]


@dataclass(frozen=True, slots=True)
class TypeName:
    """The name of the level's type."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of the parent."""

    name: str


@dataclass(frozen=True, slots=True)
class Computed:
    """What a pure function makes of the parent."""

    function: Callable[[Any], Any]
    written: Callable[[str], str] | None = None
    """Says the same in Python, of a parent of that name, for those who would rather not call it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an asynchronous function answers, asked once for the whole level."""

    function: Callable[..., Any]
    call: int
    """Which of the plan's calls has its arguments."""


Origin = TypeName | Attribute | Computed | Asked


@dataclass(frozen=True, slots=True)
class Leaf:
    type: GraphQLLeafType


@dataclass(frozen=True, slots=True)
class Level:
    type: GraphQLObjectType
    columns: Sequence["Column"]

    @property
    def waits(self) -> bool:
        """Whether anything in it, however deep, has to be asked for."""
        return any(column.waits for column in self.columns)


@dataclass(frozen=True, slots=True)
class Choice:
    """Objects of an abstract type: a level for each concrete type they may have."""

    type: GraphQLAbstractType
    levels: Mapping[str, Level]


Below = Leaf | Level | Choice


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    origin: Origin
    shape: Shape
    below: Below

    @property
    def waits(self) -> bool:
        if isinstance(self.origin, Asked) or isinstance(self.below, Choice):
            return True
        return isinstance(self.below, Level) and self.below.waits


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments that one selection gives to one function."""

    keywords: Callable[[Any], dict[str, Any]]
    """Makes them of the coerced variables of a request."""


@dataclass(frozen=True, slots=True)
class Plan:
    root: Level
    calls: Sequence[Call]


class NotPlanned(Exception):  # noqa: N818 - says what is the case, and is no failure
    """The operation has something in it that only the reference executor knows."""

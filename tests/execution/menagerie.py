"""A schema of everything awkward that answers may be made of. Nothing in it is of ours."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Any, NewType

import strawberry
from aiodataloader import DataLoader
from strawberry.schema.config import StrawberryConfig
from strawberry.types import get_object_definition

from execution.abstract import by_class
from execution.fields import batched, computed, mutation, root, subscription


class Size(Enum):
    SMALL = 1
    LARGE = "large"


@dataclass
class Beast:
    """A value whose attributes may hold anything, right or wrong."""

    name: Any = "Rex"
    born: Any = datetime(2020, 2, 29, 12, tzinfo=UTC)
    size: Any = Size.LARGE
    weight: Any = 12.0
    tricks: Any = field(default_factory=lambda: [["sit", None], []])
    legs: Any = 4
    ratio: Any = 0.5
    good: Any = True
    tag: Any = "tag-1"
    owner: Any = None
    others: Any = field(default_factory=list)
    pens: Any = field(default_factory=lambda: [[], [None]])
    packs: Any = None
    nicknames: Any = field(default_factory=list)
    sizes: Any = field(default_factory=lambda: [Size.SMALL, Size.LARGE])
    old_name: Any = "Wolf"


class Feline(Beast):
    """Another class, of another type."""


@dataclass
class Human:
    name: Any = "Ada"
    pets: Any = field(default_factory=list)


@dataclass
class Context:
    beasts: Sequence[Any] = ()
    batches: dict[Hashable, DataLoader[Any, Any]] = field(default_factory=dict)
    answered: dict[str, Any] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)


def shows(model: type) -> Callable[[type], type]:
    def declare(declared: type) -> type:
        made = strawberry.type(declared)
        definition = get_object_definition(made, strict=True)
        definition.is_type_of = by_class(lambda value, _: isinstance(value, model))
        return made

    return declare


strawberry.enum(Size)


@strawberry.input(description="How to find somebody, in one of these ways.", one_of=True)
class Wanted:
    name: strawberry.Maybe[str]
    index: strawberry.Maybe[int]


@strawberry.input(description="How friends are chosen.")
class Choosing:
    size: Size = Size.SMALL
    at_least: int = 1
    names: list[str] = strawberry.field(default_factory=lambda: ["Tom"])
    again: "Choosing | None" = None


Weight = NewType("Weight", float)


def weighed(value: float) -> str:
    if value < 0:
        raise ValueError("Nothing weighs less than nothing.")
    return f"{value:.1f} kg"


def loudly(parent: Any) -> str:
    return str(parent.name.upper())


async def their_friends(
    context: Context,
    parents: Sequence[Any],
    *,
    first: Annotated[int, "How many."] = 2,
    names: Annotated[list[str] | None, "Called one of these."] = None,
) -> Sequence[Sequence[Any]]:
    """Other animals."""
    context.calls.append(f"friends of {len(parents)}")
    wanted = set(names or ())
    return [
        [other for other in parent.others if not wanted or (other and other.name in wanted)][:first]
        for parent in parents
    ]


async def their_chosen(
    _: Context,
    parents: Sequence[Any],
    *,
    by: Annotated[Choosing | None, "How."] = None,
    sizes: Annotated[Sequence[Size], "Of which sizes."] = (Size.LARGE,),
) -> Sequence[str]:
    """How the friends were chosen."""
    deep, by = 0, by or Choosing()
    while (inner := by.again) is not None:
        by, deep = inner, deep + 1
    told = f"{deep} {by.size.name} {by.at_least} {by.names} {[size.name for size in sizes]}"
    return [told for _ in parents]


async def owners(context: Context, parents: Sequence[Any]) -> Sequence[Any]:
    """Whoever it belongs to."""
    context.calls.append(f"owners of {len(parents)}")
    return [parent.owner for parent in parents]


async def their_broken(_: Context, parents: Sequence[Any]) -> Sequence[str]:
    """What fails for everyone."""
    raise RuntimeError(f"{len(parents)} parents")


async def their_failing_values(_: Context, parents: Sequence[Any]) -> Sequence[Any]:
    """What fails for some, by answering with exceptions."""
    return [ValueError("no") if parent.legs == 4 else "yes" for parent in parents]


@strawberry.interface
class Named:
    name: str


@strawberry.interface
class Living(Named):
    born: datetime | None


@shows(Human)
class Person(Named):
    pets: list[Annotated["Dog", strawberry.lazy("tests.execution.menagerie")]]


@shows(Beast)
class Dog(Living):
    size: Size
    weight: Weight | None
    tricks: list[list[str | None]] | None
    legs: int
    ratio: float
    good: bool
    tag: strawberry.ID
    shouted: str = computed(loudly, description="Its name, loudly.")
    owner: Person | None = batched(owners)
    sure_owner: Person = batched(owners)
    friends: list[Annotated["Animal", strawberry.lazy("tests.execution.menagerie")] | None] = (
        batched(their_friends)
    )
    broken: str | None = batched(their_broken)
    failing_values: str | None = batched(their_failing_values)
    chosen: str = batched(their_chosen)
    pens: list[list[Annotated["Animal", strawberry.lazy("tests.execution.menagerie")] | None]]
    packs: list[list["Dog"]] | None
    nicknames: list[str] | None
    sizes: list[Size]
    old_name: str | None = strawberry.field(
        description="What it was called.", deprecation_reason="It has a new one."
    )


@shows(Feline)
class Cat(Living):
    lives: int
    friends: list[Annotated["Animal", strawberry.lazy("tests.execution.menagerie")] | None] = (
        batched(their_friends)
    )


Animal = Annotated[Cat | Dog, strawberry.union("Animal")]


async def all_dogs(context: Context) -> Sequence[Any]:
    """All dogs."""
    return context.beasts


async def all_animals(context: Context) -> Sequence[Any]:
    """All animals."""
    return context.beasts


async def all_pens(context: Context) -> Any:
    """All animals, in lists of lists."""
    return [context.beasts, [], context.beasts[:1]]


async def one_living(context: Context, *, index: Annotated[int, "Which one."] = 0) -> Any:
    """One that lives."""
    return context.beasts[index]


async def found(context: Context, *, by: Annotated[Wanted, "How to find it."]) -> Any:
    """One that is wanted, by its name or its place."""
    if by.index is not None:
        return context.beasts[by.index.value]
    name = by.name.value if by.name is not None else None
    return next((beast for beast in context.beasts if beast.name == name), None)


async def arriving(
    context: Context, *, first: Annotated[int, "How many."] = 10
) -> AsyncIterator[Any]:
    """Whoever arrives."""
    context.calls.append("open")
    try:
        for beast in context.beasts[:first]:
            if isinstance(beast, Exception):
                raise beast
            yield beast
    finally:
        context.calls.append("closed")


async def feed(context: Context, *, name: Annotated[str, "Whom to feed."]) -> Any:
    """Feed one, which must be done once only."""
    context.calls.append(f"feed {name}")
    if name == "nobody":
        raise LookupError(name)
    return context.beasts[0]


@strawberry.type
class Query:
    dogs: list[Dog] = root(all_dogs)
    maybe_dogs: list[Dog | None] | None = root(all_dogs)
    animals: list[Animal | None] = root(all_animals)
    living: Living = root(one_living)
    named: Named | None = root(one_living)
    found: Living | None = root(found)
    pens: list[list[Animal]] | None = root(all_pens)


@strawberry.type
class Mutation:
    feed: Dog | None = mutation(feed)


@strawberry.type
class Subscription:
    arrivals: Dog = subscription(arriving)

    @strawberry.subscription(description="Whoever comes by, or nobody.")  # type: ignore[untyped-decorator]  # Strawberry's
    async def sightings(
        self, info: strawberry.Info[Context, None]
    ) -> AsyncGenerator[Animal | None, None]:
        for beast in info.context.beasts:
            yield beast


MENAGERIE = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[Cat, Dog, Person],
    config=StrawberryConfig(
        scalar_map={Weight: strawberry.scalar(name="Weight", serialize=weighed)}
    ),
)

"""What a rule is. The rules themselves are tables, one file for each area."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.permissions.actors import NAMES, people

if TYPE_CHECKING:
    from tests.permissions.world import World

YES = "yes"
"""The outcome for those who may."""

DENIED = "PERMISSION_DENIED"
SIGN_IN = "UNAUTHENTICATED"
SCOPE = "SCOPE_MISSING"

NO_ONE = ""

Maker = Callable[["World", str], Awaitable[str]]
"""Makes a thing that rules name, for an actor, and returns its id."""


@dataclass(frozen=True)
class Rule:
    """What comes of a mutation, for everybody, when things are in one state."""

    mutation: str
    state: str
    input: Mapping[str, Any]
    """Texts may name things to be made: `{draft}`. Those that begin with `own_` are the actor's."""

    outcomes: Mapping[str, str]
    """People, by what comes of it for them: YES, or the code of a refusal."""

    rest: str = ""
    """What comes of it for those who are not named. Nobody who is not signed in may, if this is
    given, nor a token that was lent to read.
    """
    changes: bool = True
    """Whether something is different afterwards."""

    @property
    def by_person(self) -> Mapping[str, str]:
        found = _by_person(self.outcomes)
        if not self.rest:
            return found
        others = {"anonymous": SIGN_IN, "reader": SCOPE}
        return {name: found.get(name) or others.get(name, self.rest) for name in NAMES}


@dataclass(frozen=True)
class Read:
    """Who finds a thing in one way, by the state that it is in."""

    kind: str
    way: str
    document: str
    """`$id` stands for its id, and STATE for its name."""

    found_by: Mapping[str, str]
    """People, by the name of the thing, which says its state."""

    refuses: bool = False
    """Whether others are refused, instead of finding nothing."""


@dataclass(frozen=True)
class Viewed:
    """What a field answers that differs by viewer, by the state of the thing."""

    field: str
    """Such as `Post.viewerCanEdit`."""

    states: Mapping[str, tuple[str, str]]
    """By the name of the thing: for whom it is true, and from whom the thing is hidden."""


def _by_person(outcomes: Mapping[str, str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for outcome, text in outcomes.items():
        for name in people(text):
            if name in found:
                raise ValueError(f"There are two outcomes for {name}.")
            found[name] = outcome
    return found

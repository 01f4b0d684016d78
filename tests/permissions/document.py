"""Writes docs/permissions.md from the rules."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.permissions.actors import NAMES, PEOPLE, people
from tests.permissions.matrix import READS, RULES, VIEWED
from tests.permissions.rules import DENIED, SCOPE, SIGN_IN, YES

DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"

_SHORT = {YES: "**yes**", DENIED: "denied", SIGN_IN: "sign in", SCOPE: "scope"}

_INTRODUCTION = """\
# Permissions

Who may do what, and who finds what. This page is written from the tables in `tests/permissions/`,
and every cell is tried over the API, on a real database, in every run of the tests: what comes of
it, and that a refusal changes nothing. `python -m tests.permissions` writes it anew.

The same policies that refuse answer the fields called `viewerCan…`, so a button that is offered
works.

## Who asks
"""

_MUTATIONS = """
## What may be done

- **yes**: it is done.
- denied: `PERMISSION_DENIED`. You see the thing, and may not do this to it.
- not found: the thing does not exist for you; a code that ends in `_NOT_FOUND`.
- scope: `SCOPE_MISSING`. The token may not do this, whatever its owner may.
- sign in: `UNAUTHENTICATED`.
- no: you might, but not in this state, for the reason that the last column names.
"""

_READS = """
## What is found

**●** stands where the thing is found. Nobody else finds it, and no count tells of it.
"""

_VIEWED = """
## What is told to viewers

**●** stands where the field is true, ○ where it is false, and nothing where the thing is not found.
"""


def document() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    yield from _table(
        ["Who", "What they are"], [[person.title, person.meaning] for person in PEOPLE]
    )
    yield _MUTATIONS
    head = ["Mutation", "State", *_titles(), "no"]
    yield from _table(head, list(_mutations()))
    yield _READS
    yield from _table(["Thing", "Way", "State", *_titles()], list(_reads()))
    if VIEWED:
        yield _VIEWED
        yield from _table(["Field", "State", *_titles()], list(_viewed()))


def _mutations() -> Iterator[Sequence[str]]:
    for rule in sorted(RULES, key=lambda rule: rule.mutation):
        by_person = rule.by_person
        cells = [_outcome(by_person[name]) for name in NAMES]
        reasons = dict.fromkeys(code for code in by_person.values() if _outcome(code) == "no")
        yield [
            f"`{rule.mutation}`",
            rule.state,
            *cells,
            ", ".join(f"`{code}`" for code in reasons),
        ]


def _reads() -> Iterator[Sequence[str]]:
    for read in sorted(READS, key=lambda read: read.kind):
        for state, finders in _by_finders(read.found_by).items():
            found = people(finders)
            cells = ["**●**" if name in found else "" for name in NAMES]
            yield [read.kind, f"`{read.way}`", state, *cells]


def _by_finders(found_by: Mapping[str, str]) -> Mapping[str, str]:
    """Say once what is the same in several states."""
    states: dict[str, list[str]] = {}
    for state, finders in found_by.items():
        states.setdefault(finders, []).append(state.replace("_", " "))
    return {", ".join(names): finders for finders, names in states.items()}


def _viewed() -> Iterator[Sequence[str]]:
    for viewed in VIEWED:
        for state, (true_for, hidden_from) in viewed.states.items():
            true, hidden = people(true_for), people(hidden_from)
            cells = ["**●**" if name in true else "" if name in hidden else "○" for name in NAMES]
            yield [f"`{viewed.field}`", state.replace("_", " "), *cells]


def _outcome(code: str) -> str:
    if code in _SHORT:
        return _SHORT[code]
    return "not found" if code.endswith("_NOT_FOUND") else "no"


def _titles() -> Sequence[str]:
    return [person.title for person in PEOPLE]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"

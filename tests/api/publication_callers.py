"""Every kind of caller, as seen from one publication."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from domain.actor import Actor, Anonymous, Member, Scope, SiteRole
from domain.ids import PublicationId
from tests.announced import announced
from tests.factories import make_account, make_publication
from tests.pinned import PinnedDatabase

ALL = (
    "nobody",
    "stranger",
    "contributor",
    "editor",
    "owner",
    "moderator",
    "administrator",
    "program",
    "program of an administrator",
)

NOBODY = "UNAUTHENTICATED"
NO_SCOPE = "SCOPE_MISSING"
DENIED = "PERMISSION_DENIED"
DONE = None


@dataclass(frozen=True, slots=True)
class Callers:
    publication_id: PublicationId
    by_kind: dict[str, Actor]

    def member(self, kind: str) -> Member:
        found = self.by_kind[kind]
        assert isinstance(found, Member)
        return found

    def __getitem__(self, kind: str) -> Actor:
        return self.by_kind[kind]


async def make_callers(database: PinnedDatabase, **publication: Any) -> Callers:
    """Make a publication with members of each role, and others who are none."""
    owner, editor, contributor, stranger = [
        await make_account(database, name=name) for name in ("Olga", "Ed", "Con", "Stranger")
    ]
    moderator = await make_account(database, role=SiteRole.MODERATOR)
    admin = await make_account(database, role=SiteRole.ADMIN)
    publication_id = await make_publication(
        database, owner=owner, editor=editor, contributor=contributor, **publication
    )
    return Callers(
        publication_id,
        {
            "nobody": Anonymous(),
            "stranger": stranger,
            "contributor": contributor,
            "editor": editor,
            "owner": owner,
            "moderator": moderator,
            "administrator": admin,
            "program": replace(owner, scopes=(Scope.READ, Scope.WRITE_COMMENTS)),
            "program of an administrator": replace(admin, scopes=(Scope.READ, Scope.WRITE_POSTS)),
        },
    )


def answers(**by_kind: str | None) -> pytest.MarkDecorator:
    """Parametrise a test over every kind of caller, with the code that each is refused with."""
    told: dict[str, str | None] = {
        "nobody": NOBODY,
        "stranger": DENIED,
        "contributor": DENIED,
        "editor": DENIED,
        "owner": DONE,
        "moderator": DENIED,
        "administrator": DONE,
        "program": NO_SCOPE,
        "program of an administrator": DENIED,
    } | by_kind
    return pytest.mark.parametrize(("kind", "code"), list(told.items()))


async def written(database: PinnedDatabase) -> list[str]:
    """Return the names of all events, which are those of the audit entries too, in their order."""
    events = await announced(database)
    entries = await database.fetch("SELECT action FROM audit_entries ORDER BY id")
    assert sorted(row["action"] for row in entries) == sorted(events)
    return events

"""The small world in which rules are tried: everybody, their publication, and what rules name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from domain.actor import Actor, Anonymous, Member, Scope, SiteRole
from domain.ids import ACCESS_TOKEN, PublicationId
from tests.api.passwords import plain_hash
from tests.factories import NOON, make_account, make_member, make_publication, make_session
from tests.permissions.rules import Maker
from tests.pinned import PinnedDatabase

_NAMED = re.compile(r"\{(\w+)\}")

OWN = "own_"

PASSWORD = "correct horse battery"


@dataclass
class World:
    database: PinnedDatabase
    makers: Mapping[str, Maker]
    actors: dict[str, Actor]
    publication_id: PublicationId
    made: dict[str, str] = field(default_factory=dict)

    def member(self, name: str) -> Member:
        """Return somebody who is signed in. For nobody that is a stranger."""
        actor = self.actors[name]
        return actor if isinstance(actor, Member) else self.member("stranger")

    def everybody(self) -> list[str]:
        """Return whoever is signed in; tokens act for somebody who is among them."""
        return [name for name in self.actors if name not in ("anonymous", "reader", "lent")]

    async def prepare(self, template: Any) -> None:
        """Make what is named, but for what is an actor's own."""
        for name in names_in(template):
            if not name.startswith(OWN):
                await self.thing(name)

    async def thing(self, name: str, actor: str = "author") -> str:
        """Return the id of a thing, which is made when it is first asked for."""
        if name.startswith(OWN):
            return await self.makers[name](self, actor)
        if name not in self.made:
            self.made[name] = await self.makers[name](self, actor)
        return self.made[name]

    async def filled(self, template: Any, actor: str) -> Any:
        """Put the ids of things where they are named."""
        if isinstance(template, Mapping):
            return {key: await self.filled(value, actor) for key, value in template.items()}
        if isinstance(template, list):
            return [await self.filled(value, actor) for value in template]
        if not isinstance(template, str):
            return template
        for name in names_in(template):
            template = template.replace(f"{{{name}}}", await self.thing(name, actor))
        return template


def names_in(template: Any) -> Iterator[str]:
    if isinstance(template, Mapping):
        for value in template.values():
            yield from names_in(value)
    elif isinstance(template, list):
        for value in template:
            yield from names_in(value)
    elif isinstance(template, str):
        yield from _NAMED.findall(template)


async def make_world(database: PinnedDatabase, makers: Mapping[str, Maker]) -> World:
    async def account(name: str, role: SiteRole = SiteRole.MEMBER) -> Member:
        member = await make_account(
            database,
            role=role,
            name=name,
            username=name.replace("_", "-"),
            email=f"{name}@example.org",
            password_hash=plain_hash(PASSWORD),
        )
        session_id, _ = await make_session(database, member)
        return replace(member, session_id=session_id)

    actors: dict[str, Actor] = {"anonymous": Anonymous()}
    for name in ("stranger", "contributor", "co_author", "author", "editor"):
        actors[name] = await account(name)
    owner = actors["owner"] = await account("owner")
    actors["moderator"] = await account("moderator", SiteRole.MODERATOR)
    admin = actors["admin"] = await account("admin", SiteRole.ADMIN)
    actors["reader"] = _token_of(owner, Scope.READ)
    actors["lent"] = _token_of(admin, Scope.READ, Scope.WRITE_POSTS, Scope.WRITE_COMMENTS)
    publication_id = await make_publication(database, handle="daily", owner=owner)
    world = World(database, makers, actors, publication_id)
    for name in ("contributor", "co_author", "author", "editor"):
        role = "editor" if name == "editor" else "contributor"
        await make_member(database, publication_id, world.member(name), role=role)
    return world


def _token_of(member: Member, *scopes: Scope) -> Member:
    return replace(
        member, scopes=scopes, session_id=None, access_token_id=ACCESS_TOKEN.new_id(at=NOON)
    )

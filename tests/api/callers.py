"""Everyone who may ask for a change, and what became of it."""

from dataclasses import replace
from typing import Any

from domain.actor import Actor, Anonymous, Member, Scope, SiteRole
from domain.ids import PublicationId
from tests.api.client import Api
from tests.factories import make_account, make_member, make_user
from tests.pinned import PinnedDatabase

EVERYONE = (
    "nobody",
    "a stranger",
    "a contributor",
    "an editor",
    "an owner",
    "a moderator",
    "an administrator",
    "a token that only reads",
)

SIGNED_OUT = {"nobody": "UNAUTHENTICATED", "a token that only reads": "SCOPE_MISSING"}

ONLY_EDITORS = {
    **SIGNED_OUT,
    "a stranger": "PERMISSION_DENIED",
    "a contributor": "PERMISSION_DENIED",
    "a moderator": "PERMISSION_DENIED",
}
"""The code that each caller is refused with, by those changes that are for editors."""

ONLY_STAFF = {
    **SIGNED_OUT,
    "a stranger": "PERMISSION_DENIED",
    "a contributor": "PERMISSION_DENIED",
    "an editor": "PERMISSION_DENIED",
    "an owner": "PERMISSION_DENIED",
}


SEES_EVERYTHING = {
    "an editor",
    "an owner",
    "a moderator",
    "an administrator",
    "a token that only reads",
}
"""Those who are shown what is not public: what the token sees is what its person sees."""


def refused_what_is_hidden(who: str, code: str) -> str | None:
    """Return the code that editors' changes of a thing that is not public are refused with."""
    refused = ONLY_EDITORS.get(who)
    is_hidden = refused == "PERMISSION_DENIED" and who not in SEES_EVERYTHING
    return code if is_hidden else refused


async def make_caller(database: PinnedDatabase, who: str, publication_id: PublicationId) -> Actor:
    """Make one of EVERYONE."""
    match who:
        case "nobody":
            return Anonymous()
        case "a stranger":
            return await make_user(database)
        case "a moderator":
            return await make_account(database, role=SiteRole.MODERATOR)
        case "an administrator":
            return await make_account(database, role=SiteRole.ADMIN)
        case "a token that only reads":
            owner = await make_account(database, role=SiteRole.ADMIN)
            await make_member(database, publication_id, owner, role="owner")
            return replace(owner, scopes=(Scope.READ,))
    member = await make_user(database)
    await make_member(database, publication_id, member, role=who.rsplit(maxsplit=1)[-1])
    return member


async def make_staff(database: PinnedDatabase) -> Member:
    return await make_account(database, role=SiteRole.ADMIN)


def code_of(result: dict[str, Any]) -> str | None:
    """Return the code of a refusal, or None for a success."""
    return result.get("code")


def mutation(name: str, selection: str) -> str:
    """Return a document that calls a mutation with one variable and shows what came of it."""
    title = name[0].upper() + name[1:]
    return f"""
        mutation ($input: {title}Input!) {{
          {name}(input: $input) {{
            __typename
            ... on {title}Success {{ {selection} }}
            ... on Error {{ code message }}
            ... on InvalidInputError {{ violations {{ argument message }} }}
          }}
        }}
    """


async def ask(api: Api, document: str, actor: Actor, **given: object) -> dict[str, Any]:
    """Return the result of the one mutation in a document."""
    [result] = (await api(document, actor=actor, input=given)).values()
    found: dict[str, Any] = result
    return found

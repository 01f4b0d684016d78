"""Changing a publication: who may is found, the row held, and everything written together."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID, uuid4

import strawberry

from bench.peers.strawberry_peer.types import Info, Publication

if TYPE_CHECKING:
    import asyncpg
    from asyncpg import Record

_BEARER = "Bearer "
_LONGEST_DESCRIPTION = 1_000
_EVENT = "publication.updated"

_CALLER = """
    SELECT s.user_id, a.role
      FROM sessions s
      JOIN accounts a ON a.user_id = s.user_id
     WHERE s.token_hash = $1 AND s.expires_at > now()
"""

_LOCK = """
    SELECT id, handle, name, description FROM publications WHERE id = $1 FOR NO KEY UPDATE
"""

_ROLE = "SELECT role FROM memberships WHERE publication_id = $1 AND user_id = $2"

_SAVE = "UPDATE publications SET description = $2 WHERE id = $1"

_AUDIT = """
    INSERT INTO audit_entries (id, actor_id, action, subject, details, occurred_at, publication_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

_ANNOUNCE = "INSERT INTO outbox (name, occurred_at, payload) VALUES ($1, $2, $3)"


@strawberry.interface
class Error:
    code: str
    message: str


@strawberry.type
class UnauthenticatedError(Error): ...


@strawberry.type
class PermissionDeniedError(Error): ...


@strawberry.type
class NotFoundError(Error): ...


@strawberry.type
class InvalidInputError(Error): ...


@strawberry.type
class UpdatePublicationSuccess:
    publication: Publication


UpdatePublicationResult = Annotated[
    UpdatePublicationSuccess
    | UnauthenticatedError
    | PermissionDeniedError
    | NotFoundError
    | InvalidInputError,
    strawberry.union("UpdatePublicationResult"),
]


@strawberry.input
class UpdatePublicationInput:
    publication_id: strawberry.ID
    description: str


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def update_publication(
        self,
        info: Info,
        input: UpdatePublicationInput,  # noqa: A002 - what callers call it
    ) -> UpdatePublicationResult:
        pool: asyncpg.Pool = info.context["pool"]
        caller = await _caller(pool, info.context["request"].headers.get("authorization"))
        if caller is None:
            return UnauthenticatedError(code="UNAUTHENTICATED", message="Sign in to do this.")
        id = UUID(input.publication_id.removeprefix("publication_"))
        async with pool.acquire() as connection, connection.transaction():
            return await _update(connection, caller, id, input.description.strip())


async def _caller(pool: asyncpg.Pool, authorization: str | None) -> Record | None:
    if authorization is None or not authorization.startswith(_BEARER):
        return None
    token = authorization.removeprefix(_BEARER)
    return await pool.fetchrow(_CALLER, sha256(token.encode()).digest())


async def _update(connection: Any, caller: Record, id: UUID, text: str) -> UpdatePublicationResult:
    publication = await connection.fetchrow(_LOCK, id)
    if publication is None:
        message = "There is no such publication."
        return NotFoundError(code="PUBLICATION_NOT_FOUND", message=message)
    role = await connection.fetchval(_ROLE, id, caller["user_id"])
    if caller["role"] != "admin" and role != "owner":
        message = "Only its owners change a publication."
        return PermissionDeniedError(code="PERMISSION_DENIED", message=message)
    if len(text) > _LONGEST_DESCRIPTION:
        return InvalidInputError(code="INVALID_INPUT", message="The description is too long.")
    description = text or None
    if description != publication["description"]:
        await _save(connection, caller, id, description)
    return UpdatePublicationSuccess(
        publication=Publication(
            id=strawberry.ID(_text_of(id)),
            handle=publication["handle"],
            name=publication["name"],
            description=description,
            row=publication,
        )
    )


async def _save(connection: Any, caller: Record, id: UUID, description: str | None) -> None:
    now, subject, actor_id = datetime.now(UTC), _text_of(id), caller["user_id"]
    details = json.dumps({"changed": "description"})
    event = {
        "occurred_at": now.isoformat(),
        "publication_id": subject,
        "actor_id": f"user_{actor_id.hex}",
        "changed": ["description"],
    }
    await connection.execute(_SAVE, id, description)
    await connection.execute(_AUDIT, uuid4(), actor_id, _EVENT, subject, details, now, id)
    await connection.execute(_ANNOUNCE, _EVENT, now, json.dumps(event))


def _text_of(id: UUID) -> str:
    return f"publication_{id.hex}"

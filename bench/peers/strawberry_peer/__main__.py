"""Strawberry under its own ASGI view, with cached documents, dataloaders and orjson."""

from typing import Any

import asyncpg
import orjson
import strawberry
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache
from uvicorn._types import ASGIApplication

from bench.peers.serving import serve
from bench.peers.strawberry_peer.mutations import Mutation
from bench.peers.strawberry_peer.rows import Loaders
from bench.peers.strawberry_peer.types import Query


class _View(GraphQL[Any, None]):
    def __init__(self, pool: asyncpg.Pool) -> None:
        extensions = [ParserCache, ValidationCache]
        schema = strawberry.Schema(query=Query, mutation=Mutation, extensions=extensions)
        super().__init__(schema, graphql_ide=None)
        self._pool = pool

    async def get_context(self, request: Any, response: Any) -> Any:
        return {
            "request": request,
            "response": response,
            "pool": self._pool,
            "loaders": Loaders(self._pool),
        }

    def decode_json(self, data: str | bytes) -> object:
        return orjson.loads(data)

    def encode_json(self, data: object) -> str | bytes:
        return orjson.dumps(data)


def build(pool: asyncpg.Pool) -> ASGIApplication:
    return _View(pool)  # type: ignore[return-value]  # Starlette and uvicorn name ASGI differently


if __name__ == "__main__":
    serve(build)

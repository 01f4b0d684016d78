"""The floor: PostgreSQL builds each answer in one statement, and raw ASGI sends it.

Nothing reads the document, so this is no GraphQL server. It shows what is left when there is none.
"""

from collections.abc import Iterator
from pathlib import Path

import asyncpg
import orjson
from uvicorn._types import ASGIApplication, ASGIReceiveCallable, ASGISendCallable, Scope

from bench.peers.serving import serve

_STATEMENTS = {
    file.stem: file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("*.sql")
}


def build(pool: asyncpg.Pool) -> ASGIApplication:
    async def answer(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        asked = orjson.loads(await _body(receive))
        statement = _STATEMENTS[asked["operationName"]]
        text: str = await pool.fetchval(statement, *asked["variables"].values(), *_tokens(scope))
        await _send(send, text.encode())

    return answer


def _tokens(scope: Scope) -> Iterator[str]:
    """Yield the token of who asks, if they have one: the last parameter of what writes."""
    if scope["type"] == "http":
        for name, value in scope["headers"]:
            if name == b"authorization":
                yield value.decode().removeprefix("Bearer ")


async def _body(receive: ASGIReceiveCallable) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message["body"]
        more = message["more_body"]
    return body


async def _send(send: ASGISendCallable, body: bytes) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send(
        {"type": "http.response.start", "status": 200, "headers": headers, "trailers": False}
    )
    await send({"type": "http.response.body", "body": body, "more_body": False})


if __name__ == "__main__":
    serve(build)

"""How a message travels: as the body of a POST, or in the address of a GET."""

from urllib.parse import quote, urlsplit

import httpx2
import orjson

from bench.operations import Message
from bench.servers import Server

HEADERS = {"content-type": "application/json", "accept": "application/json"}


def request(server: Server, message: Message) -> httpx2.Request:
    if message.token is not None:
        headers = {**HEADERS, "authorization": f"Bearer {message.token}"}
        return httpx2.Request("POST", server.address, headers=headers, content=message.body)
    if server.by_get:
        address = f"{server.address}?{_parameters(message.body)}"
        return httpx2.Request("GET", address, headers=HEADERS)
    return httpx2.Request("POST", server.address, headers=HEADERS, content=message.body)


def line(server: Server, message: Message) -> bytes:
    """Return what tells requests.lua to send this: a body, or the path of an address.

    Before a body may stand the token of who sends it, and a tab, which no JSON has in it.
    """
    if message.token is not None:
        return f"{message.token}\t".encode() + message.body
    if server.by_get:
        return f"{urlsplit(server.address).path}?{_parameters(message.body)}".encode()
    return message.body


def _parameters(body: bytes) -> str:
    """Write the names of a body as parameters, those that are objects as JSON."""
    told = {
        name: value if isinstance(value, str) else orjson.dumps(value).decode()
        for name, value in orjson.loads(body).items()
    }
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in told.items())

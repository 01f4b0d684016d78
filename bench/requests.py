"""How a request travels: as the body of a POST, or in the address of a GET."""

from urllib.parse import quote, urlsplit

import httpx2
import orjson

from bench.servers import Server

HEADERS = {"content-type": "application/json", "accept": "application/json"}


def request(server: Server, body: bytes) -> httpx2.Request:
    if server.by_get:
        address = f"{server.address}?{_parameters(body)}"
        return httpx2.Request("GET", address, headers=HEADERS)
    return httpx2.Request("POST", server.address, headers=HEADERS, content=body)


def line(server: Server, body: bytes) -> bytes:
    """Return what tells requests.lua to send this: a body, or the path of an address."""
    if server.by_get:
        return f"{urlsplit(server.address).path}?{_parameters(body)}".encode()
    return body


def _parameters(body: bytes) -> str:
    """Write the names of a body as parameters, those that are objects as JSON."""
    told = {
        name: value if isinstance(value, str) else orjson.dumps(value).decode()
        for name, value in orjson.loads(body).items()
    }
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in told.items())

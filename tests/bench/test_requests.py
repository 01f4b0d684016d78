"""How requests travel."""

from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from bench.operations import Message
from bench.requests import line, request
from bench.servers import Server

ADDRESS = "http://127.0.0.1:1/graphql"
BODY = orjson.dumps(
    {"query": "query A($slug: String!) { a }", "operationName": "A", "variables": {"slug": "x&y"}}
)


def server(*, by_get: bool) -> Server:
    return Server(name="any", address=ADDRESS, pid=1, by_get=by_get)


def test_a_body_is_sent_as_it_is() -> None:
    assert line(server(by_get=False), Message(BODY)) == BODY
    sent = request(server(by_get=False), Message(BODY))
    assert (sent.method, str(sent.url), sent.content) == ("POST", ADDRESS, BODY)


def test_by_get_the_address_says_the_same() -> None:
    sent = request(server(by_get=True), Message(BODY))
    told = parse_qs(urlsplit(str(sent.url)).query)
    assert sent.method == "GET"
    assert told["query"] == ["query A($slug: String!) { a }"]
    assert told["operationName"] == ["A"]
    assert orjson.loads(told["variables"][0]) == {"slug": "x&y"}


def test_the_path_for_wrk_is_that_of_the_address() -> None:
    path = line(server(by_get=True), Message(BODY)).decode()
    assert path.startswith("/graphql?query=")
    assert " " not in path


@pytest.mark.parametrize("by_get", [False, True])
def test_who_is_signed_in_says_so_in_a_header_and_never_asks_by_get(*, by_get: bool) -> None:
    message = Message(BODY, "bss_secret")
    sent = request(server(by_get=by_get), message)
    assert (sent.method, sent.content) == ("POST", BODY)
    assert sent.headers["authorization"] == "Bearer bss_secret"
    assert line(server(by_get=by_get), message) == b"bss_secret\t" + BODY

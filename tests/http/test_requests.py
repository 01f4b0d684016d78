"""Which requests are read, and which are refused before there is an operation."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from anyio import sleep_forever

from tests.http.workshop import LEGACY, STANDARD, Workshop, codes, open_workshop

ECHO = b'{"query": "{ one }"}'


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        'application/json;charset="UTF-8"',
        "application/json; profile=any",
    ],
)
async def test_json_in_utf_8_is_read(workshop: Workshop, content_type: str) -> None:
    answer = await workshop.send(ECHO, content_type=content_type)

    assert (answer.status_code, answer.json()["data"]) == (200, {"one": 1})


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/graphql",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "application/json; charset=iso-8859-1",
        "application/jsonp",
        "application/json; charset=x",
        "application/json; charset=utf-8; charset=utf-16",
        "application/json; charset*=utf-16''x",
        "application/json; charset*=%00'%00'%00",
        "",
        ";;;",
    ],
)
async def test_anything_else_is_refused_before_the_body_is_read(
    workshop: Workshop, content_type: str
) -> None:
    read = []

    async def body() -> AsyncIterator[bytes]:
        read.append(ECHO)
        yield ECHO

    headers = {"content-type": content_type, "accept": STANDARD}
    answer = await workshop.client.post("/graphql", content=body(), headers=headers)

    assert (answer.status_code, codes(answer)) == (415, ["UNSUPPORTED_MEDIA_TYPE"])
    assert not read


async def test_a_compressed_body_is_refused(workshop: Workshop) -> None:
    assert (await workshop.send(ECHO, content_encoding="gzip")).status_code == 415


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "This is not JSON"),
        (b"{", "This is not JSON"),
        (b"null", "A JSON object is needed"),
        (b"1", "A JSON object is needed"),
        (b'"{ one }"', "A JSON object is needed"),
        (b"[]", "one at a time"),
        (b'[{"query": "{ one }"}]', "one at a time"),
        (b'{"query": "{ one }", "variables": {"a": NaN}}', "NaN and Infinity"),
        (b'{"query": "{ one }", "variables": {"a": -Infinity}}', "NaN and Infinity"),
        (b'{"query": "{ one }", "variables": {"a": 1e999}}', "too large"),
        (b'{"query": "{ one }", "variables": {"a": ' + b"1" * 401 + b"}}", "400 digits"),
        (b'{"query": "{ one }", "variables": {"a": 0.' + b"1" * 400 + b"}}", "400 digits"),
        (b'{"query": "\xff"}', "not in UTF-8"),
        (b'\xff\xfe{"query": "{ one }"}', "not in UTF-8"),
        (b'{"query": "{ one }", "query": "{ one }"}', "stands twice"),
        (b'{"query": "{ one }", "variables": {"a": ' + b"[" * 99 + b"]" * 99 + b"}}", "levels"),
        (b"[" * 100_000, "levels"),
        (b'{"a":' * 100_000, "levels"),
        (b"{}", "`query`"),
        (b'{"query": null}', "`query`"),
        (b'{"query": ""}', "`query`"),
        (b'{"query": ["{ one }"]}', "`query`"),
        (b'{"query": "{ one }", "operationName": 1}', "`operationName`"),
        (b'{"query": "{ one }", "variables": []}', "`variables`"),
        (b'{"query": "{ one }", "extensions": "none"}', "`extensions`"),
    ],
)
@pytest.mark.parametrize("accept", [STANDARD, LEGACY])
async def test_a_body_that_is_no_operation_is_a_bad_request(
    workshop: Workshop, body: bytes, reason: str, accept: str
) -> None:
    answer = await workshop.send(body, accept=accept)

    assert (answer.status_code, codes(answer)) == (400, ["BAD_REQUEST"])
    assert reason in answer.json()["errors"][0]["message"]


async def test_large_numbers_and_many_levels_are_read_up_to_the_limit(workshop: Workshop) -> None:
    variables = b'{"a": ' + b"1" * 400 + b', "b": ' + b"[" * 98 + b"]" * 98 + b"}"
    body = b'{"query": "{ one }", "variables": ' + variables + b"}"

    assert (await workshop.send(body)).status_code == 200


async def test_a_body_said_to_be_too_large_is_refused_unread(workshop: Workshop) -> None:
    answer = await workshop.send(ECHO, content_length="2000000")

    assert (answer.status_code, codes(answer)) == (413, ["PAYLOAD_TOO_LARGE"])
    assert answer.headers["connection"] == "close"


async def test_a_body_that_turns_out_too_large_is_refused(workshop: Workshop) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 100_000
            yield b" " * 100_000

    headers = {"content-type": "application/json"}
    answer = await workshop.client.post("/graphql", content=endless(), headers=headers)

    assert (answer.status_code, codes(answer)) == (413, ["PAYLOAD_TOO_LARGE"])
    assert read < 1_500_000


async def test_a_body_that_does_not_arrive_times_out(server: str) -> None:
    async def stuck() -> AsyncIterator[bytes]:
        yield b"{"
        await sleep_forever()

    async with open_workshop(server, body_seconds=0.01) as workshop:
        headers = {"content-type": "application/json"}
        answer = await workshop.client.post("/graphql", content=stuck(), headers=headers)

    assert (answer.status_code, codes(answer)) == (408, ["REQUEST_TIMEOUT"])


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
async def test_other_methods_are_refused(workshop: Workshop, method: str) -> None:
    answer = await workshop.client.request(method, "/graphql")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")


async def test_a_query_can_be_sent_by_get(workshop: Workshop) -> None:
    parameters = {
        "query": "query A($t: String!) { echo(text: $t) } query B { one }",
        "operationName": "A",
        "variables": '{"t": "ü"}',
        "extensions": "{}",
    }

    answer = await workshop.client.get("/graphql", params=parameters)

    assert (answer.status_code, answer.json()["data"]) == (200, {"echo": "ü"})


@pytest.mark.parametrize("accept", [STANDARD, "application/json", "text/html", "text/csv"])
@pytest.mark.parametrize("query", ["{ one }", "{ none }", 'mutation { shout(text: "a") }'])
async def test_a_head_is_answered_as_a_get_would_be(
    workshop: Workshop, accept: str, query: str
) -> None:
    sent: Mapping[str, Any] = {"params": {"query": query}, "headers": {"accept": accept}}

    head, get = [
        await workshop.client.request(method, "/graphql", **sent) for method in ("HEAD", "GET")
    ]

    assert head.status_code == get.status_code
    assert head.headers.get("allow") == get.headers.get("allow")
    assert head.headers["content-type"] == get.headers["content-type"]


async def test_a_write_is_never_done_by_get(workshop: Workshop) -> None:
    parameters = {"query": 'mutation { shout(text: "a") }'}

    answer = await workshop.client.get("/graphql", params=parameters)

    assert (answer.status_code, codes(answer)) == (405, ["OPERATION_NOT_ALLOWED"])
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    "query_string",
    [
        "",
        "query=",
        "query={one}&query={one}",
        "query={one}&variables=1",
        "query={one}&variables=[]",
        "query={one}&variables={",
        "query={one}&extensions=null",
        "query=%ff",
        "&".join(f"a{i}=1" for i in range(30)),
    ],
)
async def test_a_malformed_address_is_a_bad_request(workshop: Workshop, query_string: str) -> None:
    answer = await workshop.client.get(f"/graphql?{query_string}")

    assert (answer.status_code, codes(answer)) == (400, ["BAD_REQUEST"])


@pytest.mark.parametrize(
    ("content_type", "status"), [("text/plain", 415), ("application/json", 200)]
)
async def test_a_get_need_not_say_what_it_does_not_send(
    workshop: Workshop, content_type: str, status: int
) -> None:
    headers = {"content-type": content_type}
    answer = await workshop.client.get("/graphql?query={one}", headers=headers)

    assert answer.status_code == status

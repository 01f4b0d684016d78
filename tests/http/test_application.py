"""The whole application, on the real schema."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from broadsheet.app import create_app
from broadsheet.http.headers import StandardHeaders
from broadsheet.http.problems import failed
from broadsheet.settings import Settings
from tests.execution.test_shape import MILLION_SPREADS
from tests.http.workshop import STANDARD, codes

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FRONT = "https://front.example"
_TOLD_TO_LISTED = {
    "access-control-allow-credentials",
    "access-control-allow-origin",
    "access-control-expose-headers",
}


@asynccontextmanager
async def application(dsn: str, **given: Any) -> AsyncIterator[httpx2.AsyncClient]:
    app = create_app(Settings(**{"database_url": dsn, "connections": 2, **given}))
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    headers = {"accept": STANDARD}
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://a", headers=headers) as client,
    ):
        yield client


@pytest.fixture
def dsn(migrated_dsn: str) -> str:
    return migrated_dsn


async def ask(client: httpx2.AsyncClient, query: str, **variables: Any) -> httpx2.Response:
    return await client.post("/graphql", json={"query": query, "variables": variables})


async def test_a_migrated_application_is_alive_and_ready(dsn: str) -> None:
    async with application(dsn) as client:
        alive, ready = await client.get("/livez"), await client.get("/readyz")

    assert (alive.status_code, alive.json()) == (200, {"status": "alive"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})


async def test_without_its_database_it_is_alive_and_not_ready() -> None:
    async with application("postgresql://nobody@127.0.0.1:1/nothing") as client:
        alive, ready = await client.get("/livez"), await client.get("/readyz")

    assert alive.status_code == 200
    assert (ready.status_code, ready.json()["reason"]) == (503, "The database does not answer.")


@pytest.mark.parametrize(
    "query",
    [
        "{ posts(first: 101) { nodes { id } } }",
        "{ posts(first: -1) { nodes { id } } }",
        "{ posts(first: 1, last: 1) { nodes { id } } }",
        '{ posts(after: "bm90IG91cnM=") { nodes { id } } }',
        '{ posts(after: "é") { nodes { id } } }',
    ],
)
async def test_a_page_that_cannot_be_is_an_error_of_the_caller(dsn: str, query: str) -> None:
    async with application(dsn) as client:
        answer = await ask(client, query)

    assert codes(answer) == ["INVALID_INPUT"]
    assert answer.json()["errors"][0]["extensions"]["violations"]


async def test_a_cursor_of_another_list_is_an_error_of_the_caller(dsn: str) -> None:
    async with application(dsn) as client:
        foreign = "eyJvIjoibmV3ZXN0IG9mIGFub3RoZXIifQ"
        answer = await ask(
            client,
            "query ($after: String!) { tags(after: $after) { nodes { id } } }",
            after=foreign,
        )

    assert codes(answer) == ["INVALID_INPUT"]


@pytest.mark.parametrize("id", ["", "post_", "post_zz", "nothing", "post_" + "0" * 32, "é" * 1000])
async def test_an_id_of_nothing_is_null(dsn: str, id: str) -> None:
    async with application(dsn) as client:
        answer = await ask(client, "query ($id: ID!) { node(id: $id) { id } }", id=id)

    assert answer.json()["data"] == {"node": None}


async def test_a_nul_is_refused_wherever_it_stands(dsn: str) -> None:
    literal = '{ user(username: "a\\u0000") { id } }'
    variable = "query ($name: String!) { user(username: $name) { id } }"
    async with application(dsn) as client:
        answers = [await ask(client, literal), await ask(client, variable, name="a\x00")]

    assert [(answer.status_code, codes(answer)) for answer in answers] == [
        (400, ["BAD_USER_INPUT"])
    ] * 2


async def test_an_endless_document_is_refused_at_once(dsn: str) -> None:
    async with application(dsn) as client:
        answer = await ask(client, MILLION_SPREADS)

    assert answer.json() == {
        "errors": [
            {
                "message": "The document selects more than 2000 fields and fragments.",
                "extensions": {"code": "DOCUMENT_TOO_LARGE"},
            }
        ]
    }


async def test_too_dear_an_operation_is_refused_and_told_its_cost(dsn: str) -> None:
    query = "{ posts(first: 100) { nodes { comments(first: 100) { nodes { id } } } } }"
    async with application(dsn) as client:
        answer = await ask(client, query)

    assert (answer.status_code, codes(answer)) == (400, ["COST_EXCEEDED"])
    assert answer.json()["extensions"] == {"cost": {"requested": 10_100, "limit": 10_000}}


async def test_an_origin_that_is_not_listed_gets_no_permission(dsn: str) -> None:
    async with application(dsn, origins=[FRONT]) as client:
        for origin, allowed in (
            ("https://front.example", True),
            ("https://foreign.example", False),
        ):
            asked = {"origin": origin, "access-control-request-method": "POST"}
            preflight = await client.options("/graphql", headers=asked)
            answer = await client.get("/graphql?query={__typename}", headers={"origin": origin})
            for received in (preflight, answer):
                given = received.headers.get("access-control-allow-origin")
                assert given == (origin if allowed else None)
            told = {name for name in answer.headers if name.startswith("access-control-")}
            assert told == (_TOLD_TO_LISTED if allowed else set())


async def test_pages_of_listed_origins_may_ask_for_the_cost_alone(dsn: str) -> None:
    headers = {
        "origin": FRONT,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,x-broadsheet-dry-run,x-broadsheet-explain",
    }
    async with application(dsn, origins=[FRONT]) as client:
        preflight = await client.options("/graphql", headers=headers)
        asked = {"query": "{ posts(first: 7) { nodes { id tags { slug } } } }"}
        dry = await client.post(
            "/graphql", json=asked, headers={"origin": FRONT, "x-broadsheet-dry-run": "cost"}
        )

    assert preflight.status_code == 200
    assert dry.json()["extensions"]["cost"] == {"requested": 7 + 7 * 10, "limit": 10_000}


@pytest.mark.parametrize("is_there", [True, False])
async def test_browsers_get_the_explorer_where_there_is_one(dsn: str, is_there: bool) -> None:
    async with application(dsn, explorer=is_there) as client:
        answer = await client.get("/graphql", headers={"accept": BROWSER})

    assert answer.headers["content-type"].startswith("text/html") is is_there


@pytest.mark.parametrize(("metrics", "status"), [(True, 200), (False, 404)])
async def test_numbers_are_told_only_where_they_are_wanted(
    dsn: str, metrics: bool, status: int
) -> None:
    async with application(dsn, metrics=metrics) as client:
        assert (await client.get("/metrics")).status_code == status


async def test_the_memory_of_prepared_operations_is_told(dsn: str) -> None:
    async with application(dsn, metrics=True) as client:
        before = (await client.get("/metrics")).text.splitlines()
        await client.post("/graphql", json={"query": "{ __typename }"})
        after = (await client.get("/metrics")).text.splitlines()

    assert "broadsheet_kept_operations 0" in before
    assert "broadsheet_kept_bytes 0" in before
    assert "broadsheet_kept_operations 1" in after
    assert "broadsheet_kept_bytes 0" not in after


async def test_a_stored_file_is_served(dsn: str, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / ("0" * 64 + ".png")).write_bytes(b"a picture")
    async with application(dsn, state_folder=tmp_path) as client:
        answer = await client.get(f"/media/{'0' * 64}.png")

    assert answer.content == b"a picture"


@pytest.mark.parametrize("path", ["/", "/nowhere", "/media/none", "/graphql/x", "/%ff"])
async def test_an_address_of_nothing_is_told_as_errors_are(dsn: str, path: str) -> None:
    async with application(dsn) as client:
        answer = await client.get(path)

    assert (answer.status_code, codes(answer)) == (404, ["NOT_FOUND"])


async def test_a_defect_outside_of_operations_tells_nothing() -> None:
    def break_down(_: Request) -> Response:
        raise ZeroDivisionError("a secret")

    app = Starlette(
        routes=[Route("/", break_down)],
        middleware=[Middleware(StandardHeaders)],
        exception_handlers={Exception: failed},
    )
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://a") as client:
        answer = await client.get("/", headers={"x-request-id": "abc"})

    assert (answer.status_code, codes(answer)) == (500, ["INTERNAL"])
    assert answer.headers["x-request-id"] == "abc"
    assert "secret" not in answer.text

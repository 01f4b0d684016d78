"""How much callers may ask for, and what they are told of it."""

import re
from typing import Any

import httpx2
import pytest

from tests.http.test_application import application
from tests.http.workshop import LEGACY, STANDARD, Workshop, codes, open_workshop

SHOUT = 'mutation { shout(text: "a") }'
TWO_SHOUTS = """
    mutation { one: shout(text: "a") ...more }
    fragment more on Mutation { two: shout(text: "b") }
"""


def left(answer: httpx2.Response) -> int:
    told = re.fullmatch(r'"(anonymous|member)";r=(\d+);t=(\d+)', answer.headers["ratelimit"])
    assert told is not None
    return int(told[2])


def at(workshop: Workshop, address: str) -> httpx2.AsyncClient:
    """Return a client that has this address."""
    transport = httpx2.ASGITransport(workshop.app, client=(address, 4711))
    return httpx2.AsyncClient(transport=transport, base_url="http://a")


async def ask(
    client: httpx2.AsyncClient, query: str = "{ one }", **headers: str
) -> httpx2.Response:
    sent = {"accept": STANDARD, **headers}
    return await client.post("/graphql", json={"query": query}, headers=sent)


async def test_an_answer_tells_what_is_left(server: str) -> None:
    async with open_workshop(server, anonymous_points=6) as workshop:
        answers = [await ask(workshop.client) for _ in range(3)]

    assert [left(answer) for answer in answers] == [5, 4, 3]
    assert answers[2].headers["ratelimit-policy"] == '"anonymous";q=6;w=60'
    assert answers[2].headers["ratelimit"].startswith('"anonymous";r=3;t=')
    assert "retry-after" not in answers[2].headers


@pytest.mark.parametrize("form", [STANDARD, LEGACY])
async def test_whoever_has_nothing_left_is_told_when_to_come_again(server: str, form: str) -> None:
    async with open_workshop(server, anonymous_points=2) as workshop:
        let_in = [await ask(workshop.client) for _ in range(2)]
        answer = await ask(workshop.client, accept=form)
        read = await workshop.client.get("/graphql?query={one}", headers={"accept": form})
        elsewhere = await ask(at(workshop, "10.0.0.9"))

    assert [answer.status_code for answer in let_in] == [200, 200]
    for refused in (answer, read):
        assert (refused.status_code, codes(refused)) == (429, ["RATE_LIMITED"])
        assert 20 <= int(refused.headers["retry-after"]) <= 30
        assert refused.headers["content-type"] == f"{form}; charset=utf-8"
        assert left(refused) == 0
    assert elsewhere.status_code == 200


async def test_nothing_is_read_or_done_for_whoever_has_nothing_left(server: str) -> None:
    async with open_workshop(server, anonymous_points=1) as workshop:
        await ask(workshop.client)
        answer = await ask(workshop.client, SHOUT)

    assert answer.status_code == 429
    assert workshop.shouts == []


@pytest.mark.parametrize(
    ("query", "points"),
    [
        ("{ one }", 1),
        ("{ one", 1),
        ("{ nothing }", 1),
        (SHOUT, 11),
        (TWO_SHOUTS, 21),
        ("{ " + " ".join(f"i{n}: items {{ value }}" for n in range(25)) + " }", 3),
    ],
)
async def test_operations_take_points_for_what_they_ask_for_and_change(
    server: str, query: str, points: int
) -> None:
    async with open_workshop(server) as workshop:
        answer = await ask(workshop.client, query)

    # The first point may have come back while the others were counted.
    assert 5_000 - left(answer) in {points - 1, points}


async def test_a_dry_run_takes_one_point(server: str) -> None:
    async with open_workshop(server) as workshop:
        answer = await ask(workshop.client, SHOUT, **{"x-broadsheet-dry-run": "cost"})

    assert 5_000 - left(answer) <= 1


async def test_a_dear_operation_leaves_a_debt(server: str) -> None:
    async with open_workshop(server, anonymous_points=12) as workshop:
        first, second = await ask(workshop.client, SHOUT), await ask(workshop.client, SHOUT)
        third = await ask(workshop.client)

    assert [first.status_code, second.status_code, third.status_code] == [200, 200, 429]
    assert (left(first), left(second)) == (1, 0)
    # Ten points of debt, and one to come in with.
    assert 45 <= int(third.headers["retry-after"]) <= 55


async def test_an_address_of_ipv6_is_its_whole_network(server: str) -> None:
    async with open_workshop(server, anonymous_points=2) as workshop:
        one, two = at(workshop, "2001:db8::1"), at(workshop, "2001:db8::ffff:2")
        answers = [await ask(client) for client in (one, two, one)]
        neighbour = await ask(at(workshop, "2001:db8:0:1::1"))

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert neighbour.status_code == 200


async def test_what_others_may_keep_tells_nothing_of_this_caller(workshop: Workshop) -> None:
    answer = await workshop.client.get("/graphql?query={one}", headers={"accept": STANDARD})

    assert "etag" in answer.headers
    assert "ratelimit" not in answer.headers


async def test_an_operator_can_do_without_limits(server: str) -> None:
    async with open_workshop(server, anonymous_points=0) as workshop:
        answer = await ask(workshop.client)

    assert answer.status_code == 200
    assert "ratelimit" not in answer.headers


LIMIT = "{ rateLimit { limit remaining used cost resetAt } }"


async def told(client: httpx2.AsyncClient, query: str = LIMIT) -> Any:
    answer = await client.post("/graphql", json={"query": query})
    return answer.json()["data"]["rateLimit"]


async def test_a_caller_may_ask_what_is_left(migrated_dsn: str) -> None:
    dear = LIMIT.replace("{ rateLimit", "{ posts(first: 100) { nodes { id } } rateLimit")
    async with application(migrated_dsn, anonymous_points=10) as client:
        first, second = await told(client), await told(client, dear)

    assert {**first, "resetAt": None} == {
        "limit": 10,
        "remaining": 9,
        "used": 1,
        "cost": 1,
        "resetAt": None,
    }
    assert (second["remaining"], second["cost"]) == (7, 2)
    assert second["resetAt"] > first["resetAt"]


async def test_the_answer_to_that_is_for_nobody_else(migrated_dsn: str) -> None:
    settings = {"answer_cache_bytes": 1_000_000, "anonymous_points": 10}
    async with application(migrated_dsn, **settings) as client:
        answers = [await client.get("/graphql", params={"query": LIMIT}) for _ in range(2)]

    assert answers[0].headers["cache-control"] == "no-store"
    remaining = [answer.json()["data"]["rateLimit"]["remaining"] for answer in answers]
    assert remaining == [9, 8]


async def test_without_limits_there_is_nothing_to_tell(migrated_dsn: str) -> None:
    async with application(migrated_dsn, anonymous_points=0) as client:
        assert await told(client) is None

"""A request that was sent before, byte for byte, is answered as if it were the first."""

import asyncio

import pytest

from tests.http.workshop import LEGACY, STANDARD, Workshop, codes, open_workshop

ECHO = b'{"query": "query E($t: String!) { echo(text: $t) }", "variables": {"t": "a"}}'
SHOUT = b'{"query": "mutation { shout(text: \\"a\\") }"}'


async def test_it_is_answered_alike_and_is_known(server: str) -> None:
    async with open_workshop(server) as workshop:
        first, second = [await workshop.send(ECHO) for _ in range(2)]
        metrics = workshop.metrics.text()

    assert first.json()["data"] == {"echo": "a"}
    assert second.content == first.content
    assert second.headers["content-type"] == first.headers["content-type"]
    assert "broadsheet_known_requests 1" in metrics
    assert workshop.metrics.answers == {200: 2}


async def test_it_is_answered_as_its_headers_ask_this_time(workshop: Workshop) -> None:
    await workshop.send(ECHO)

    legacy = await workshop.send(ECHO, accept=LEGACY)
    dry = await workshop.send(ECHO, x_broadsheet_dry_run="cost")
    inside = await workshop.send(ECHO, x_broadsheet_explain="statements")

    assert legacy.headers["content-type"].startswith(LEGACY)
    assert dry.json()["data"] is None
    assert inside.json()["extensions"]["statements"]["count"] == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_type": "text/plain"}, 415),
        ({"content_encoding": "gzip"}, 415),
        ({"accept": "text/csv"}, 406),
        ({"x_broadsheet_dry_run": "yes"}, 400),
    ],
)
async def test_its_headers_are_refused_as_before(
    workshop: Workshop, headers: dict[str, str], status: int
) -> None:
    await workshop.send(ECHO)

    assert (await workshop.send(ECHO, **headers)).status_code == status


async def test_its_values_are_read_anew(server: str) -> None:
    async with open_workshop(server) as workshop:
        answers = [await workshop.send(b'{"query": "{ one }"}') for _ in range(2)]

    statements = [answer.json()["extensions"]["cost"]["statements"] for answer in answers]
    assert statements == [1, 1]


async def test_a_mutation_runs_each_time(server: str) -> None:
    async with open_workshop(server) as workshop:
        for _ in range(2):
            assert (await workshop.send(SHOUT)).json()["data"] == {"shout": "A"}

    assert workshop.shouts == ["a", "a"]


async def test_what_is_refused_is_refused_again(workshop: Workshop) -> None:
    answers = [await workshop.send(b'{"query": "{ nothing }"}') for _ in range(2)]

    assert [codes(answer) for answer in answers] == [["GRAPHQL_VALIDATION_FAILED"]] * 2


async def test_it_waits_for_a_place_like_any_other(server: str) -> None:
    async with open_workshop(server, operations_at_once=1) as workshop:
        await workshop.send(ECHO)
        with workshop.places:
            answer = await workshop.send(ECHO)

    assert (answer.status_code, codes(answer)) == (503, ["OVERLOADED"])


async def test_two_at_once_are_answered_each(workshop: Workshop) -> None:
    answers = await asyncio.gather(*(workshop.send(ECHO, accept=STANDARD) for _ in range(8)))

    assert {answer.content for answer in answers} == {answers[0].content}
    assert len({answer.headers["x-request-id"] for answer in answers}) == len(answers)

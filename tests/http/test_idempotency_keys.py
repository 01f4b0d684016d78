"""The header by which a request is named, and what comes of it."""

import httpx2
import pytest

from broadsheet.keyed import IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_KEY_REUSED
from broadsheet.operations import Caller, Outcome, Run, refuse
from execution.gate import AdmittedOperation
from tests.http.workshop import LEGACY, STANDARD, Workshop, codes, open_workshop

SHOUT = 'mutation { shout(text: "a") }'
KEPT = b'{"data":{"shout":"KEPT"}}'


async def once(_: AdmittedOperation, caller: Caller, outcome: Outcome, __: Run) -> None:
    """Stand for what runs mutations with keys: the key says what has come of it."""
    match caller.idempotency_key:
        case "in-use":
            refuse(outcome, IDEMPOTENCY_KEY_IN_USE, "Wait.")
        case "reused":
            refuse(outcome, IDEMPOTENCY_KEY_REUSED, "Another.")
        case key:
            outcome.body, outcome.is_replayed = KEPT.replace(b"KEPT", str(key).encode()), True


async def send(workshop: Workshop, *keys: str, accept: str = STANDARD) -> httpx2.Response:
    headers = [("accept", accept), *(("idempotency-key", key) for key in keys)]
    return await workshop.client.post("/graphql", json={"query": SHOUT}, headers=headers)


@pytest.mark.parametrize("key", ["8e03978e", '"8e03978e"'])
@pytest.mark.parametrize("accept", [STANDARD, LEGACY])
async def test_what_was_answered_before_says_so(server: str, key: str, accept: str) -> None:
    async with open_workshop(server, once=once) as workshop:
        answer = await send(workshop, key, accept=accept)

    assert (answer.status_code, answer.json()) == (200, {"data": {"shout": "8e03978e"}})
    assert answer.headers["idempotency-replayed"] == "true"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("accept", [STANDARD, LEGACY])
async def test_a_key_that_cannot_be_used_has_a_status_of_its_own(server: str, accept: str) -> None:
    async with open_workshop(server, once=once) as workshop:
        in_use = await send(workshop, "in-use", accept=accept)
        reused = await send(workshop, "reused", accept=accept)

    assert (in_use.status_code, codes(in_use)) == (409, ["IDEMPOTENCY_KEY_IN_USE"])
    assert (reused.status_code, codes(reused)) == (422, ["IDEMPOTENCY_KEY_REUSED"])
    assert "idempotency-replayed" not in in_use.headers


@pytest.mark.parametrize(
    "keys",
    [[""], ['""'], ['"'], ["x" * 256], ["a b"], ['a"b'], ["a\\b"], ["\x7f"], ["a", "b"]],
)
async def test_what_is_no_key_is_refused_and_nothing_is_done(
    workshop: Workshop, keys: list[str]
) -> None:
    shouts = len(workshop.shouts)

    answer = await send(workshop, *keys)

    assert (answer.status_code, codes(answer)) == (400, ["BAD_REQUEST"])
    assert len(workshop.shouts) == shouts


async def test_a_key_on_a_read_by_get_is_not_even_looked_at(workshop: Workshop) -> None:
    answer = await workshop.client.get(
        "/graphql?query={one}", headers={"idempotency-key": "a b", "accept": STANDARD}
    )

    assert answer.json()["data"] == {"one": 1}

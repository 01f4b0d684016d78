"""What callers are told of the cost of an operation, before and after it runs."""

from collections.abc import Mapping
from typing import Any

import httpx2
import pytest

from tests.http.workshop import LEGACY, STANDARD, Workshop, codes, open_workshop

SHOUT = 'mutation { shout(text: "a") }'


async def ask(workshop: Workshop, query: str, **headers: str) -> httpx2.Response:
    sent = {"accept": STANDARD, **{name.replace("_", "-"): text for name, text in headers.items()}}
    return await workshop.client.post("/graphql", json={"query": query}, headers=sent)


def cost_of(answer: httpx2.Response) -> Mapping[str, Any]:
    told: Mapping[str, Any] = answer.json()["extensions"]["cost"]
    return told


async def test_an_answer_tells_what_was_expected_and_what_it_took(workshop: Workshop) -> None:
    answer = await ask(workshop, "{ one items { value } again: items { value } }")

    assert cost_of(answer) == {
        "requested": 20,
        "limit": 10_000,
        "actual": 4,
        "rows": 1,
        "statements": 1,
    }


@pytest.mark.parametrize("form", [STANDARD, LEGACY])
async def test_a_dry_run_tells_the_cost_and_runs_nothing(workshop: Workshop, form: str) -> None:
    before = workshop.pool.waits.acquired, workshop.metrics.items_asked_for

    answer = await ask(
        workshop, "{ one broken items { value } }", accept=form, x_broadsheet_dry_run="cost"
    )

    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"{form}; charset=utf-8"
    assert answer.json() == {
        "data": None,
        "extensions": {"cost": {"requested": 10, "limit": 10_000}},
    }
    assert (workshop.pool.waits.acquired, workshop.metrics.items_asked_for) == before


async def test_a_dry_run_of_a_mutation_does_nothing(workshop: Workshop) -> None:
    shouts = len(workshop.shouts)

    answer = await ask(workshop, SHOUT, x_broadsheet_dry_run="cost")

    assert (answer.status_code, answer.json()["data"]) == (200, None)
    assert len(workshop.shouts) == shouts


@pytest.mark.parametrize("wish", ["true", "", "COST", "plan"])
async def test_a_dry_run_in_other_words_is_refused_and_runs_nothing(
    workshop: Workshop, wish: str
) -> None:
    shouts = len(workshop.shouts)

    answer = await ask(workshop, SHOUT, x_broadsheet_dry_run=wish)

    assert (answer.status_code, codes(answer)) == (400, ["BAD_REQUEST"])
    assert len(workshop.shouts) == shouts


async def test_a_dry_run_says_what_would_be_refused(server: str) -> None:
    too_dear = " ".join(f"i{number}: items {{ value }}" for number in range(3))
    async with open_workshop(server, nodes=20) as workshop:
        run = await ask(workshop, f"{{ {too_dear} }}")
        dry = await ask(workshop, f"{{ {too_dear} }}", x_broadsheet_dry_run="cost")
        wrong = await ask(workshop, "{ nothing }", x_broadsheet_dry_run="cost")
        address = '/graphql?query=mutation{shout(text:"a")}'
        written = await workshop.client.get(address, headers={"x-broadsheet-dry-run": "cost"})

    assert dry.json() == run.json()
    assert (dry.status_code, codes(dry)) == (400, ["COST_EXCEEDED"])
    assert cost_of(dry) == {"requested": 30, "limit": 20}
    assert (wrong.status_code, codes(wrong)) == (400, ["GRAPHQL_VALIDATION_FAILED"])
    assert written.status_code == 405
    assert workshop.metrics.items_refused == 60


async def test_the_plan_of_an_answer_is_shown_with_what_each_function_took(server: str) -> None:
    async with open_workshop(server, explain=True) as workshop:
        answer = await ask(workshop, "{ one items { value read } }", x_broadsheet_explain="plan")

    told = answer.json()["extensions"]["explanation"]
    assert answer.json()["data"]["items"] == [{"value": 1, "read": 7}, {"value": 2, "read": 7}]
    assert told["gaveWay"] is None
    assert [step["name"] for step in told["steps"]] == ["ask_one_1", "ask_items_1", "ask_read_1"]
    assert all(step["name"] in told["plan"] for step in told["steps"])
    assert [step["objects"] for step in told["steps"]] == [1, 1, 2]
    assert [step["rows"] for step in told["steps"]] == [1, 0, 1]
    assert [step["statements"] for step in told["steps"]] == [["SELECT 1"], [], ["SELECT 7"]]
    assert all(step["milliseconds"] > 0 for step in told["steps"])


@pytest.mark.parametrize(
    ("query", "has_plan", "reason"),
    [
        pytest.param("{ one __schema { __typename } }", False, "introspection", id="no plan"),
        pytest.param("{ one refused }", True, "The plan failed.", id="a plan that fails"),
    ],
)
async def test_what_the_reference_executor_answers_is_explained_too(
    server: str, query: str, has_plan: bool, reason: str
) -> None:
    async with open_workshop(server, explain=True) as workshop:
        answer = await ask(workshop, query, x_broadsheet_explain="plan")

    told = answer.json()["extensions"]["explanation"]
    assert (told["plan"] is not None) is has_plan
    assert reason in told["gaveWay"]
    assert told["steps"][-1]["name"] == "the reference executor"
    assert told["steps"][-1]["statements"] == ["SELECT 1"]


async def test_a_mutation_that_is_explained_is_done_once(server: str) -> None:
    async with open_workshop(server, explain=True) as workshop:
        answer = await ask(workshop, SHOUT, x_broadsheet_explain="plan")

    assert answer.json()["data"] == {"shout": "A"}
    assert workshop.shouts == ["a"]


async def test_plans_are_shown_only_where_an_operator_allows_it(workshop: Workshop) -> None:
    answer = await ask(workshop, "{ one }", x_broadsheet_explain="plan")

    assert answer.json()["data"] == {"one": 1}
    assert set(answer.json()["extensions"]) == {"cost"}


async def test_what_operations_cost_is_added_up_for_operators(server: str) -> None:
    async with open_workshop(server, nodes=15) as workshop:
        await ask(workshop, "{ one items { value } }")
        await ask(workshop, "{ one many { value } }")
        await ask(workshop, "{ items { value } more: items { value } }")
        await ask(workshop, "{ items { value } }", x_broadsheet_dry_run="cost")

    lines = workshop.metrics.text().splitlines()
    assert "broadsheet_cost_requested_total 20" in lines
    assert "broadsheet_cost_actual_total 14" in lines
    assert "broadsheet_cost_refused_total 20" in lines
    assert "broadsheet_cost_underestimates_total 1" in lines
    assert "broadsheet_rows_total 2" in lines
    assert "broadsheet_statements_total 2" in lines

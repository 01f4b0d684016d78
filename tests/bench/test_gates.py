"""What is judged, and how: on figures that were made up."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from bench.callers import Caller
from bench.contestants import (
    BROADSHEET,
    FLOOR,
    MERCURIUS,
    STRAWBERRY,
    WITH_ANSWER_CACHE,
    WITHOUT_STORES,
    YOGA,
)
from bench.data_set.sizes import sizes_at
from bench.dialects import OURS, OURS_WHOLE
from bench.gates import are_kept, gates
from bench.operations import MIX, MUTATION, SEARCH, mutation_by, operations_on
from bench.outcome import Outcome
from bench.picture import drawn
from bench.report import written
from bench.rounds import Figures, Turn

OPERATIONS = [*operations_on(sizes_at(0.001)), mutation_by([Caller("bss_1", "publication_1")])]


def outcome(rates: dict[str, float], *, others: float = 0.0) -> Outcome:
    """Return an outcome in which CPU is what one core has for each request."""
    results = {
        Turn(server, operation.name, connections): Figures(
            rate=rate,
            p50=1,
            p95=2,
            p99=4,
            server_cpu=900 / rate,
            postgres_cpu=100 / rate,
            others=others,
        )
        for server, rate in rates.items()
        for operation in OPERATIONS
        for connections in (1, 32)
    }
    return Outcome(
        servers=list(rates),
        operations=OPERATIONS,
        connections=(1, 32),
        results=results,
        statements={(server, each.name): 1.0 for server in rates for each in OPERATIONS},
        memory=dict.fromkeys(rates, 120.0),
        growth={},
    )


def verdicts(judged: Outcome) -> dict[str, str]:
    return {gate.what: gate.verdict for gate in gates(judged)}


def test_the_fastest_peer_counts() -> None:
    seen = verdicts(outcome({BROADSHEET: 100, STRAWBERRY: 5, FLOOR: 100, MERCURIUS: 50, YOGA: 125}))
    assert seen["post page: requests/s against Yoga"] == "NOT MET"
    assert seen["tiny: requests/s against Yoga"] == "met"


def test_more_is_better_for_rates_and_less_for_costs() -> None:
    seen = verdicts(outcome({BROADSHEET: 100, STRAWBERRY: 4, FLOOR: 150, MERCURIUS: 50}))
    assert seen["post page: requests/s against Mercurius"] == "met, and the goal"
    assert seen["home feed: requests/s against Strawberry"] == "met, and the goal"
    assert seen["wide list: requests/s against Strawberry"] == "met"
    assert seen["post page: CPU of a request against the floor"] == "met"
    assert seen["wide list: CPU of a request against the floor"] == "NOT MET"
    assert seen["p99 / p50, the worst operation"] == "met"
    assert seen["peak memory, MiB"] == "met"


def test_without_node_there_is_no_verdict_on_its_peers() -> None:
    seen = verdicts(outcome({BROADSHEET: 100, STRAWBERRY: 4, FLOOR: 150}))
    assert seen["post page: requests/s against the fastest Node.js peer"] == "not measured"


@pytest.mark.parametrize(
    ("p95", "verdict"), [(5, "met, and the goal"), (9, "met"), (11, "NOT MET")]
)
def test_searching_is_judged_by_the_times_of_the_home_feed(p95: float, verdict: str) -> None:
    """The feed takes 2 ms, and the worst number of connections counts."""
    seen = outcome({BROADSHEET: 100})
    turn = Turn(BROADSHEET, SEARCH, 32)
    slow = replace(seen, results={**seen.results, turn: replace(seen.results[turn], p95=p95)})
    assert verdicts(slow)["search: p95 in times of the home feed's, at worst"] == verdict


def test_searching_is_asked_of_nobody_else() -> None:
    [search] = [operation for operation in OPERATIONS if operation.name == SEARCH]
    assert search.is_for(OURS_WHOLE)
    assert not search.is_for(OURS)


def test_noise_is_told_and_much_of_it_is_a_warning() -> None:
    rates = {BROADSHEET: 100.0, STRAWBERRY: 4.0, FLOOR: 150.0}
    quiet, noisy = outcome(rates, others=0.1), outcome(rates, others=0.5)
    assert "Others took up to 0.10 cores" in written(quiet, gates(quiet), [])
    assert "Warning" not in written(quiet, gates(quiet), [])
    assert "Warning" in written(noisy, gates(noisy), [])


def test_other_settings_of_ours_are_no_peers() -> None:
    rates = {BROADSHEET: 100.0, WITHOUT_STORES: 80.0, WITH_ANSWER_CACHE: 900.0, MERCURIUS: 50.0}
    seen = verdicts(outcome(rates))
    assert seen["post page: requests/s against Mercurius"] == "met, and the goal"


def test_growth_is_judged_by_the_operation_that_grows_most() -> None:
    grown = replace(outcome({BROADSHEET: 100}), growth={"PostPage": 1.0, "WideList": 1.3})
    assert verdicts(grown)["time in ten times the posts, the worst operation"] == "NOT MET"
    assert not are_kept(gates(grown))


def test_what_was_not_measured_is_not_missed() -> None:
    some = replace(outcome({BROADSHEET: 100}), operations=OPERATIONS[:1])
    seen = verdicts(some)
    assert seen["post page: requests/s against Strawberry"] == "not measured"
    assert seen["time in ten times the posts, the worst operation"] == "not measured"
    assert are_kept(gates(some))


@pytest.mark.parametrize("title", ["mix", "mutation"])
def test_the_mix_and_the_mutation_are_shown_and_not_judged(title: str) -> None:
    seen = outcome({BROADSHEET: 100, STRAWBERRY: 4})
    assert not any(gate.what.startswith(title) for gate in gates(seen))
    assert f"| {title} | 25.00 |" in written(seen, gates(seen), [])


def test_a_server_that_was_not_asked_has_no_figure() -> None:
    seen = outcome({BROADSHEET: 100, FLOOR: 200})
    results = {turn: figures for turn, figures in seen.results.items() if turn.operation != MIX}
    ours = {
        turn: figures
        for turn, figures in seen.results.items()
        if turn.operation == MIX and turn.server == BROADSHEET
    }
    statements = {key: count for key, count in seen.statements.items() if key != (FLOOR, MIX)}
    told = replace(seen, results={**results, **ours}, statements=statements)
    report = written(told, gates(told), [])
    assert "| mix | - |" in report
    assert "| floor | 120 | 1 | 1 | 1 | 1 | 1 | - | 1 |" in report


def test_the_report_says_how_a_mutation_is_measured() -> None:
    seen = outcome({BROADSHEET: 100})
    assert "sent by people who are signed in" in written(seen, gates(seen), [])
    reading = replace(seen, operations=[each for each in OPERATIONS if each.name != MUTATION])
    assert "signed in" not in written(reading, gates(reading), [])


def test_the_picture_has_a_bar_for_each_server_and_operation() -> None:
    names = {BROADSHEET: 100.0, MERCURIUS: 50.0}
    picture = ElementTree.fromstring(drawn(outcome(names)))  # noqa: S314 - our own
    bars = [each for each in picture.iter() if each.get("class") in {"ours", "other"}]
    assert len(bars) == len(names) * len(OPERATIONS)
    told = [each.text for each in picture.iter() if each.text]
    assert "50 (0.50 of ours)" in told
    assert told.count("Requests/s over 32 connections, by operation and server") == 2  # seen, too
    assert "prefers-color-scheme: dark" in drawn(outcome(names))

"""What is judged, and how: on figures that were made up."""

from bench.contestants import BROADSHEET, FLOOR, MERCURIUS, STRAWBERRY, YOGA
from bench.data_set.sizes import sizes_at
from bench.gates import gates
from bench.operations import operations_on
from bench.outcome import Outcome
from bench.report import written
from bench.rounds import Figures, Turn

OPERATIONS = operations_on(sizes_at(0.001))


def outcome(rates: dict[str, float], *, others: float = 0.0) -> Outcome:
    """Return an outcome in which CPU is what one core has for each request."""
    results = {
        Turn(server, operation.name, connections): Figures(
            rate=rate, p50=1, p99=4, server_cpu=900 / rate, postgres_cpu=100 / rate, others=others
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


def test_noise_is_told_and_much_of_it_is_a_warning() -> None:
    rates = {BROADSHEET: 100.0, STRAWBERRY: 4.0, FLOOR: 150.0}
    quiet, noisy = outcome(rates, others=0.1), outcome(rates, others=0.5)
    assert "Others took up to 0.10 cores" in written(quiet, gates(quiet), [])
    assert "Warning" not in written(quiet, gates(quiet), [])
    assert "Warning" in written(noisy, gates(noisy), [])

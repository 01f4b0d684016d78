"""What a document costs that is seen first is told for every query that has one of its own."""

from bench.callers import Caller
from bench.data_set.sizes import sizes_at
from bench.first_sight import first_sight
from bench.operations import mutation_by, named_operations_on, operations_on


def test_every_query_of_the_bench_has_a_figure_and_a_bound() -> None:
    sizes = sizes_at(0.01)

    mutation = mutation_by([Caller("bss_1", "publication_1")])
    gates = list(first_sight([*operations_on(sizes), mutation]))

    assert len(gates) == len(named_operations_on(sizes))
    for gate in gates:
        assert gate.figure is not None
        assert gate.figure > 0
        assert (gate.must, gate.wants_more) == (1.3, False)

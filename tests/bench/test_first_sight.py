"""What a document costs that is seen for the first time is told for every operation."""

from bench.data_set.sizes import sizes_at
from bench.first_sight import first_sight
from bench.operations import named_operations_on, operations_on


def test_every_operation_of_the_bench_has_a_figure_and_a_bound() -> None:
    sizes = sizes_at(0.01)

    gates = list(first_sight(operations_on(sizes)))

    assert len(gates) == len(named_operations_on(sizes))
    for gate in gates:
        assert gate.figure is not None
        assert gate.figure > 0
        assert (gate.must, gate.wants_more) == (1.3, False)

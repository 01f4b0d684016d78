"""Documents are prepared once, and only so many are kept."""

import gc
import tracemalloc

import pytest

from execution.documents import Documents
from execution.gate import Gate, OperationRequest
from execution.limits import Limits
from execution.refusals import OperationRefused
from execution.run import core_schema
from tests.execution.library import LIBRARY, a_gate


def some_documents(**kept: int) -> Documents:
    return Documents(core_schema(LIBRARY), Limits(**kept), introspection=True)


def a_query(number: int) -> str:
    return f'{{ a{number}: echo(text: "") }}'


def test_a_document_is_prepared_once_for_each_of_its_operations() -> None:
    documents = some_documents()
    text = 'query A { echo(text: "a") } query B { echo(text: "b") }'

    first = documents.prepare(text, "A")

    assert documents.prepare(text, "A") is first
    assert documents.prepare(text, "B").name == "B"
    assert len(documents) == 2


def test_the_least_recently_used_operation_is_forgotten_first() -> None:
    documents = some_documents(kept_operations=2)
    first = documents.prepare(a_query(1), None)
    second = documents.prepare(a_query(2), None)
    documents.prepare(a_query(1), None)

    documents.prepare(a_query(3), None)

    assert documents.prepare(a_query(1), None) is first
    assert documents.prepare(a_query(2), None) is not second


def test_large_documents_leave_room_for_few() -> None:
    one = some_documents()
    one.prepare(a_query(1), None)
    documents = some_documents(kept_bytes=2 * one.bytes)

    for number in range(5):
        documents.prepare(a_query(number), None)

    assert len(documents) == 2
    assert documents.bytes == 2 * one.bytes


def test_plans_are_counted_with_their_documents_and_forgotten_with_them() -> None:
    gate = a_gate(kept_operations=1)
    admitted = gate.admit(OperationRequest(query=a_query(1)))
    before = gate.documents.bytes
    admitted.prepared.plans.for_request(admitted.values)
    after = gate.documents.bytes
    admitted.prepared.plans.for_request(admitted.values)

    gate.admit(OperationRequest(query=a_query(2)))

    assert after > before
    assert gate.documents.bytes == before


def test_a_plan_of_a_forgotten_operation_is_not_counted() -> None:
    gate = a_gate(kept_operations=1)
    admitted = gate.admit(OperationRequest(query=a_query(1)))
    gate.admit(OperationRequest(query=a_query(2)))
    before = gate.documents.bytes

    assert admitted.prepared.plans.for_request(admitted.values) is not None

    assert gate.documents.bytes == before


_BOOKS = "edges { node { title authors { name } sequels { title } } } nodes { title }"


@pytest.mark.parametrize("times", [1, 2], ids=["run once", "run again"])
@pytest.mark.parametrize(
    "query",
    [
        pytest.param("{ shelf { books { nodes { title } } } }", id="small"),
        pytest.param(f"{{ shelf {{ books(first: 3) {{ {_BOOKS} }} }} }}", id="usual"),
        pytest.param(
            f"{{ {' '.join(f's{n}: shelf {{ books {{ {_BOOKS} }} }}' for n in range(20))} }}",
            id="large",
        ),
        pytest.param(f"{{ {' '.join(f'e{n}: __typename' for n in range(90))} }}", id="dense"),
        pytest.param(f"{{ __typename }} # {'long ' * 9_000}", id="a long comment"),
        pytest.param(f'{{ echo(text: "{chr(0x1F600) * 9_000}") }}', id="a long text"),
    ],
)
def test_the_bytes_that_are_told_are_near_those_that_python_allocates(
    query: str, times: int
) -> None:
    gate, many = a_gate(), 10
    prepare_whole(gate, query, many, times)  # makes what is made once
    gc.collect()
    tracemalloc.start()
    try:
        told = gate.documents.bytes
        for number in range(many):
            prepare_whole(gate, query, number, times)
        told = gate.documents.bytes - told
        gc.collect()
        allocated, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert 0.7 < told / allocated < 1.5


def prepare_whole(gate: Gate, query: str, number: int, times: int) -> None:
    admitted = gate.admit(OperationRequest(query=f"{query} # {number}"))
    for _ in range(times):
        admitted.prepared.plans.for_request(admitted.values)


def test_a_refused_document_is_not_kept() -> None:
    documents = some_documents()

    with pytest.raises(OperationRefused):
        documents.prepare("{ nothing }", None)

    assert len(documents) == 0

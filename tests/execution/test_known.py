"""Requests that are known by the bytes they were sent as."""

import gc
import tracemalloc
from typing import Any

import orjson
import pytest

from execution.gate import AdmittedOperation, Gate, OperationRequest
from execution.refusals import OperationRefused
from tests.execution.library import a_gate

_ECHO = "query Echo($text: String!) { echo(text: $text) }"


def ask(gate: Gate, query: str, /, **rest: Any) -> tuple[bytes, AdmittedOperation]:
    """Have a request let in as it is when it is read. Return what was sent besides."""
    sent = orjson.dumps({"query": query, **rest})
    asked: dict[str, Any] = orjson.loads(sent)
    return sent, gate.admit(OperationRequest(sent=sent, **asked))


def test_what_was_let_in_is_found_by_its_bytes_and_by_no_others() -> None:
    gate = a_gate()

    sent, admitted = ask(gate, _ECHO, variables={"text": "a"})

    assert gate.known.find(sent) is admitted
    assert gate.known.find(sent + b" ") is None


def test_what_was_refused_is_not_known() -> None:
    gate = a_gate()

    with pytest.raises(OperationRefused):
        ask(gate, _ECHO, variables={"text": None})

    assert len(gate.known) == 0


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param({"variables": {"text": "a", "list": [1]}}, id="could be changed"),
        pytest.param({"variables": {"text": "a", "object": {}}}, id="could be large"),
        pytest.param({"variables": {"text": "a" * 4_000}}, id="is long"),
        pytest.param({"variables": {"text": "a"}, "extensions": {"a": 1}}, id="has extensions"),
    ],
)
def test_what_must_be_read_each_time_is_not_known(rest: dict[str, Any]) -> None:
    gate = a_gate()

    ask(gate, _ECHO, **rest)

    assert len(gate.known) == 0


def test_with_its_document_a_request_is_forgotten() -> None:
    gate = a_gate(kept_operations=1)
    sent, _ = ask(gate, _ECHO, variables={"text": "a"})

    other, _ = ask(gate, "{ __typename }")

    assert gate.known.find(sent) is None
    assert gate.known.find(other) is not None


def test_a_request_whose_document_is_too_large_to_keep_is_not_known() -> None:
    gate = a_gate(kept_bytes=1)

    ask(gate, "{ __typename }")

    assert (len(gate.known), gate.known.bytes) == (0, 0)


def test_a_document_whose_requests_are_known_is_in_use() -> None:
    gate = a_gate(kept_operations=2)
    sent, admitted = ask(gate, "{ a: __typename }")
    ask(gate, "{ b: __typename }")

    gate.known.find(sent)
    ask(gate, "{ c: __typename }")

    assert gate.known.find(sent) is admitted


def test_of_too_many_requests_the_least_recently_used_are_forgotten() -> None:
    one = a_gate()
    ask(one, _ECHO, variables={"text": "0"})
    gate = a_gate(known_bytes=2 * one.known.bytes)
    first, _ = ask(gate, _ECHO, variables={"text": "1"})
    second, _ = ask(gate, _ECHO, variables={"text": "2"})
    gate.known.find(first)

    third, _ = ask(gate, _ECHO, variables={"text": "3"})

    known = [gate.known.find(sent) is not None for sent in (first, second, third)]
    assert known == [True, False, True]
    assert gate.known.bytes == 2 * one.known.bytes


@pytest.mark.parametrize("count", [0, 1, 5, 40])
def test_the_bytes_that_are_told_are_near_those_that_python_allocates(count: int) -> None:
    gate, many = a_gate(), 100
    declared = f"({' '.join(f'$v{n}: String!' for n in range(count))})" if count else ""
    selected = " ".join(f"e{n}: echo(text: $v{n})" for n in range(count))
    query = f"query Many{declared} {{ __typename {selected} }}"

    def send(number: int) -> None:
        # JSON may have as much space between its parts as it likes.
        variables = {f"v{n}": f"text {n} of {number}" for n in range(count)}
        sent = orjson.dumps({"query": query, "variables": variables}) + b" " * number
        gate.admit(
            OperationRequest(sent=sent, query=query, variables=orjson.loads(sent)["variables"])
        )

    send(0)
    gc.collect()
    tracemalloc.start()
    try:
        told = gate.known.bytes
        for number in range(1, many + 1):
            send(number)
        told = gate.known.bytes - told
        gc.collect()
        allocated, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert 0.7 < told / allocated < 1.5

"""Documents that are named: which are known, which are kept, and for how long."""

import re

import pytest

from execution.codes import Code
from execution.gate import Gate, OperationRequest
from execution.limits import Limits
from execution.refusals import OperationRefused
from execution.registry import Registry, RegistryLimits, TrustedDocuments, sha256_of
from execution.run import core_schema
from tests.execution.library import LIBRARY

ECHO = 'query A { echo(text: "a") } query B { echo(text: "b") }'


class Clock:
    """Seconds that pass when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def a_gate(
    limits: RegistryLimits | None = None,
    *,
    trusted: dict[str, str] | None = None,
    only: bool = False,
    clock: Clock | None = None,
    nodes: int = 10_000,
) -> Gate:
    registry = Registry(
        limits or RegistryLimits(),
        TrustedDocuments(texts=trusted or {}, nothing_else=only),
        clock=clock or Clock(),
    )
    return Gate(core_schema(LIBRARY), Limits(nodes=nodes), registry=registry)


def named(name: object, query: str | None = None, version: object = 1) -> OperationRequest:
    asked = {"version": version, "sha256Hash": name}
    return OperationRequest(query=query, extensions={"persistedQuery": asked})


def register(gate: Gate, text: str) -> str:
    """Send a text with its hash, and return that."""
    gate.admit(named(sha256_of(text), text))
    return sha256_of(text)


def code_of(gate: Gate, request: OperationRequest) -> Code:
    with pytest.raises(OperationRefused) as caught:
        gate.admit(request)
    return caught.value.code


def text(number: int) -> str:
    return f'{{ echo(text: "{number:03}") }}'


def test_a_hash_is_known_once_its_text_was_sent() -> None:
    gate = a_gate()

    assert code_of(gate, named(sha256_of(text(1)))) is Code.PERSISTED_QUERY_NOT_FOUND
    name = register(gate, text(1))

    assert gate.admit(named(name)).prepared is gate.admit(OperationRequest(query=text(1))).prepared
    assert gate.admit(named(name.upper())).prepared is gate.admit(named(name)).prepared


def test_the_operation_of_a_named_document_is_chosen_by_name() -> None:
    gate, name = a_gate(), sha256_of(ECHO)
    asked = {"persistedQuery": {"version": 1, "sha256Hash": name}}
    gate.admit(OperationRequest(query=ECHO, operation_name="A", extensions=asked))

    other = gate.admit(OperationRequest(operation_name="B", extensions=asked))

    assert other.prepared.name == "B"
    assert code_of(gate, named(name)) is Code.OPERATION_NOT_FOUND


@pytest.mark.parametrize(
    "request_",
    [
        named(sha256_of(text(2)), text(1)),
        named("x" * 64, text(1)),
        named("a" * 63, text(1)),
        named(None, text(1)),
        named(sha256_of(text(1)), text(1), version=2),
        named(sha256_of(text(1)), text(1), version="1"),
        named(sha256_of(text(1)), text(1), version=True),
        named(sha256_of(text(1)), "{ a\ud800 }"),
        OperationRequest(query=text(1), extensions={"persistedQuery": []}),
        OperationRequest(query=text(1), document_id="a"),
        OperationRequest(),
    ],
)
def test_what_is_no_such_name_is_the_callers_mistake_and_keeps_nothing(
    request_: OperationRequest,
) -> None:
    gate = a_gate()

    assert code_of(gate, request_) is Code.BAD_USER_INPUT
    assert (len(gate.registry), len(gate.documents)) == (0, 0)


@pytest.mark.parametrize(
    "wrong", ["{", "{ nothing }", "query ($t: String!) { echo(text: $t) }", "{ found { title } }"]
)
def test_what_the_gate_refuses_is_not_kept(wrong: str) -> None:
    gate = a_gate(nodes=0)

    code_of(gate, named(sha256_of(wrong), wrong))

    assert (len(gate.registry), gate.registry.not_kept) == (0, 0)


def test_a_long_document_is_answered_and_not_kept() -> None:
    gate = a_gate(RegistryLimits(length=len(text(1))))
    longer = text(1) + " "

    register(gate, text(1))
    name = register(gate, longer)

    assert code_of(gate, named(name)) is Code.PERSISTED_QUERY_NOT_FOUND
    assert (gate.registry.kept, gate.registry.not_kept) == (1, 1)


@pytest.mark.parametrize(
    "limits", [RegistryLimits(documents=2), RegistryLimits(characters=2 * len(text(0)))]
)
def test_of_too_many_those_named_longest_ago_go(limits: RegistryLimits) -> None:
    gate = a_gate(limits)
    first, second = register(gate, text(1)), register(gate, text(2))
    gate.admit(named(first))

    third = register(gate, text(3))

    assert code_of(gate, named(second)) is Code.PERSISTED_QUERY_NOT_FOUND
    gate.admit(named(first))
    gate.admit(named(third))
    assert (len(gate.registry), gate.registry.characters) == (2, 2 * len(text(0)))


def test_only_so_many_a_minute_are_kept_and_old_ones_stay() -> None:
    clock = Clock()
    gate = a_gate(RegistryLimits(a_minute=2), clock=clock)
    names = [register(gate, text(number)) for number in range(5)]
    register(gate, text(0))

    assert (gate.registry.kept, gate.registry.not_kept) == (2, 3)
    gate.admit(named(names[0]))
    assert code_of(gate, named(names[4])) is Code.PERSISTED_QUERY_NOT_FOUND

    clock.now += 30
    gate.admit(named(register(gate, text(4))))
    clock.now += 3600
    for number in range(10, 15):
        register(gate, text(number))
    assert gate.registry.kept == 5


def test_where_nothing_is_kept_a_hash_alone_is_told_so() -> None:
    gate = a_gate(RegistryLimits(registers=False))
    name = register(gate, text(1))

    assert code_of(gate, named(name)) is Code.PERSISTED_QUERY_NOT_SUPPORTED
    assert code_of(gate, named(name, text(2))) is Code.BAD_USER_INPUT
    assert len(gate.registry) == 0


def test_a_trusted_document_has_three_names_and_counts_against_nothing() -> None:
    gate = a_gate(RegistryLimits(registers=False, documents=0), trusted={"one": text(1)})
    name = sha256_of(text(1))

    prepared = gate.admit(OperationRequest(query=text(1))).prepared

    for asked in (
        OperationRequest(document_id="one"),
        OperationRequest(document_id=f"sha256:{name}"),
        named(name),
    ):
        assert gate.admit(asked).prepared is prepared
    assert gate.registry.found == 3
    register(gate, text(1))
    assert (len(gate.registry), gate.registry.not_kept) == (0, 0)
    assert code_of(gate, OperationRequest(document_id="two")) is Code.PERSISTED_QUERY_NOT_FOUND


def test_where_nothing_else_is_allowed_only_trusted_texts_are_answered() -> None:
    gate = a_gate(trusted={"one": text(1)}, only=True)

    gate.admit(OperationRequest(query=text(1)))
    gate.admit(OperationRequest(document_id="one"))
    for asked in (
        OperationRequest(query=text(2)),
        OperationRequest(query=text(1) + " "),
        OperationRequest(document_id="two"),
        named(sha256_of(text(2))),
        named(sha256_of(text(2)), text(2)),
    ):
        assert code_of(gate, asked) is Code.DOCUMENT_NOT_TRUSTED
    assert (len(gate.registry), len(gate.documents)) == (0, 1)


def test_the_message_is_the_one_that_clients_of_apollo_compare() -> None:
    for gate, message in (
        (a_gate(), "PersistedQueryNotFound"),
        (a_gate(RegistryLimits(registers=False)), "PersistedQueryNotSupported"),
    ):
        with pytest.raises(OperationRefused) as caught:
            gate.admit(named("a" * 64))
        assert [error.message for error in caught.value.errors] == [message]
        code = re.sub("(?<!^)([A-Z])", r"_\1", message).upper()
        assert caught.value.code == code

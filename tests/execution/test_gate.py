"""What is let in, what is not, and what callers are told."""

import pytest
from graphql import OperationType

from execution.answers import written, written_refusal
from execution.codes import Code
from execution.gate import OperationRequest
from execution.limits import Limits
from execution.refusals import OperationRefused
from execution.run import run
from tests.execution.library import LIBRARY, Context, a_gate, a_silent_gate, refusal_of


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("{", {}, Code.PARSE_FAILED),
        ("{ }", {}, Code.PARSE_FAILED),
        ("fragment A on Shelf { __typename }", {}, Code.OPERATION_NOT_FOUND),
        ("query A { shelf { __typename } } query B { shelf { __typename } }", {},
         Code.OPERATION_NOT_FOUND),
        ("{ nothing }", {}, Code.VALIDATION_FAILED),
        ("{ shelf { __typename } } query A { shelf { __typename } }", {}, Code.OPERATION_NOT_FOUND),
        ("subscription { a }", {}, Code.VALIDATION_FAILED),
        ('{ echo(text: "a\\u0000b") }', {}, Code.BAD_USER_INPUT),
        ("query ($t: String!) { echo(text: $t) }", {}, Code.BAD_USER_INPUT),
        ("query ($t: String!) { echo(text: $t) }", {"t": 1}, Code.BAD_USER_INPUT),
        ("query ($t: String!) { echo(text: $t) }", {"t": "a\x00"}, Code.BAD_USER_INPUT),
        ("query ($t: String!) { echo(text: $t) }", {"t": "a\ud800"}, Code.BAD_USER_INPUT),
        ("query ($t: String!) { echo(text: $t) }", {"t": "a", "n": [{"\x00": 1}]},
         Code.BAD_USER_INPUT),
        ("query ($g: Genre) { shelf(genre: $g) { __typename } }", {"g": "FICTOIN"},
         Code.BAD_USER_INPUT),
    ],
)  # fmt: skip
def test_every_refusal_has_its_code(query: str, variables: dict[str, object], code: Code) -> None:
    refused = refusal_of(query, variables)

    assert refused.code is code
    assert all(error.extensions == {"code": code} for error in refused.errors)


def test_an_operation_of_a_type_that_is_not_allowed_is_refused() -> None:
    request = OperationRequest(query='mutation { shout(text: "a") }')

    with pytest.raises(OperationRefused) as caught:
        a_gate().admit(request, allowed={OperationType.QUERY})

    assert caught.value.code is Code.OPERATION_NOT_ALLOWED
    a_gate().admit(request)


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ shelff { __typename } }", {}),
        ("{ shelf { book { __typename } } }", {}),
        ("{ shelf(genree: FICTION) { __typename } }", {}),
        ("{ shelf(genre: FICTOIN) { __typename } }", {}),
        ("{ shelf { ... on Boook { __typename } } }", {}),
        ("query ($g: Gnre) { shelf(genre: $g) { __typename } }", {}),
        ("query ($g: Genre) { shelf(genre: $g) { __typename } }", {"g": "FICTOIN"}),
        ("{ shelf @skp(if: true) { __typename } }", {}),
    ],
)
def test_no_name_is_ever_suggested(query: str, variables: dict[str, object]) -> None:
    for gate in (a_gate(), a_silent_gate()):
        messages = [error.message for error in refusal_of(query, variables, gate=gate).errors]
        assert not [message for message in messages if "Did you mean" in message]
        assert not [message for message in messages if "FICTION" in message or "'Book'" in message]


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ __schema { types { name } } }", {}),
        ('{ __type(name: "Book") { name } }', {}),
        ("{ shelf { nothing } }", {}),
        ("{ shelf }", {}),
        ("query ($g: Genre) { shelf(genre: $g) { __typename } }", {"g": "?"}),
    ],
)
def test_without_introspection_nothing_tells_the_schema(
    query: str, variables: dict[str, object]
) -> None:
    refused = refusal_of(query, variables, gate=a_silent_gate())

    told = " ".join(error.message for error in refused.errors)
    assert not [name for name in ("Query", "Shelf", "Genre", "__schema", "books") if name in told]


def test_an_answer_holds_few_errors_and_short_ones() -> None:
    wrong = " ".join(f"x{i}: {'n' * 600}" for i in range(60))

    payload = written_refusal(refusal_of(f"{{ {wrong} }}"), Limits())

    assert len(payload["errors"]) == 20
    assert max(len(error["message"]) for error in payload["errors"]) == 500
    assert "data" not in payload


async def test_what_was_let_in_runs_and_every_character_comes_back() -> None:
    text = "ü漢🙂\u200d\u0301\ufeff\u2028"
    query = "query Say($t: String!) { echo(text: $t) }"
    admitted = a_gate().admit(OperationRequest(query=query, variables={"t": text}))

    answer = await run(LIBRARY, admitted, Context(), present=lambda error: error)

    assert written(answer, Limits(), {}) == {"data": {"echo": text}}
    assert admitted.prepared.name == "Say"

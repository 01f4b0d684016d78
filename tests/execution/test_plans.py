"""A plan answers what the reference executor answers, or gives way to it."""

import gc
import linecache
import math
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson
import pytest
from graphql import GraphQLError

from execution.compiled import Compiled
from execution.gate import AdmittedOperation, Gate, OperationRequest
from execution.limits import Limits
from execution.planner import MOST_COLUMNS
from execution.run import Answer, core_schema, run, run_by_reference
from execution.walked import Walked
from tests.execution.menagerie import MENAGERIE, Beast, Context, Feline, Human, Size

GATE = Gate(core_schema(MENAGERIE))

REX = Beast()
TOM = Feline(name="Tom")
OWNED = Beast(name="Fido", owner=Human(pets=[REX]), others=[REX, None, TOM])

DOG = "name born size weight tricks legs ratio good tag shouted"

OPERATIONS = [
    pytest.param(f"{{ dogs {{ {DOG} __typename }} }}", id="leaves"),
    pytest.param("{ again: dogs { n: name n2: name } dogs { name } }", id="aliases"),
    pytest.param("{ dogs { owner { name pets { name owner { name } } } } }", id="nesting"),
    pytest.param("{ maybeDogs { sureOwner { name } } }", id="null where there must be something"),
    pytest.param("{ dogs { sureOwner { name } } }", id="null that reaches the root"),
    pytest.param("{ maybeDogs { name broken } }", id="a failing batch"),
    pytest.param("{ maybeDogs { name failingValues } }", id="a batch that fails for some"),
    pytest.param(
        "{ animals { __typename ... on Dog { name friends { ... on Named { name } } } "
        "... on Living { born } } }",
        id="unions and interfaces",
    ),
    pytest.param("{ living { name ... on Dog { legs } } named { name } }", id="interfaces"),
    pytest.param("{ living(index: 99) { name } }", id="a failing root"),
    pytest.param(
        '{ maybeDogs { friends(first: 1) { __typename } others: friends(names: ["Tom"]) '
        "{ ... on Cat { name } } } }",
        id="arguments",
    ),
    pytest.param(
        "query ($n: Int = 3, $names: [String!]) { maybeDogs { friends(first: $n, names: $names) "
        "{ ... on Named { name } } } }",
        id="variables",
    ),
    pytest.param(
        "query ($yes: Boolean!) { maybeDogs { name @skip(if: $yes) legs @include(if: $yes) "
        "...more @include(if: $yes) } } fragment more on Dog { good owner { name } }",
        id="branches",
    ),
    pytest.param(
        "{ maybeDogs { ...one ...two owner { pets { name } } } } "
        "fragment one on Dog { owner { name } } fragment two on Living { born ... on Dog { tag } }",
        id="merged fields",
    ),
    pytest.param(
        "{ animals { ...named ... on Dog { friends { __typename } legs } ... on Cat { friends "
        "{ ...named ... on Dog { legs owner { name } } } } ...friendly } } "
        "fragment named on Named { it: name ... on Living { it: name born } } "
        "fragment friendly on Animal { ... on Dog { friends { ... on Living { born it: name } } } "
        "... on Cat { friends { __typename ...friend } } } "
        "fragment friend on Animal { ... on Named { ... on Living { ... on Dog { owner "
        "{ pets { name } } } } } }",
        id="one key with parts of its selection in several fragments",
    ),
    pytest.param(
        "{ pens { __typename ... on Living { name } } maybeDogs { pens { ... on Dog { legs } "
        "... on Cat { name } } packs { name } nicknames sizes oldName } }",
        id="unions in lists of lists",
    ),
    pytest.param(
        '{ a: found(by: {name: "Tom"}) { __typename name } b: found(by: {index: 0}) { name } }',
        id="one of several inputs",
    ),
    pytest.param(
        "query ($by: Choosing = {again: {size: LARGE}}) { maybeDogs { none: chosen "
        "all: chosen(by: {size: LARGE, atLeast: 3, names: [], again: {}}, sizes: [SMALL, LARGE]) "
        'usual: chosen(by: $by, sizes: []) one: chosen(by: {names: "Rex"}, sizes: SMALL) } }',
        id="inputs with defaults",
    ),
    pytest.param("{ __schema { queryType { name } } dogs { name } }", id="introspection"),
    pytest.param("{ __typename }", id="the name of the root"),
]

BEASTS = [
    pytest.param([REX, OWNED], id="as declared"),
    pytest.param([], id="none"),
    pytest.param([REX, None], id="nothing"),
    pytest.param([TOM, REX], id="a subclass"),
    pytest.param(["a text"], id="no beast"),
    pytest.param([Beast(name=None)], id="no name"),
    pytest.param([Beast(name=7)], id="a number for a name"),
    pytest.param([Beast(name=object)], id="a class for a name"),
    pytest.param([Beast(size="huge")], id="an unknown size"),
    pytest.param([Beast(size=Size.SMALL.value)], id="a bare value for an enum"),
    pytest.param([Beast(weight=-1.0)], id="a scalar that refuses"),
    pytest.param([Beast(weight=None)], id="a scalar that is missing"),
    pytest.param([Beast(tricks="sit")], id="a text for a list"),
    pytest.param([Beast(tricks=[None])], id="a missing list in a list"),
    pytest.param([Beast(tricks=(("sit",),))], id="tuples"),
    pytest.param([Beast(tricks=None)], id="a missing list"),
    pytest.param([Beast(legs=2**31)], id="a number that is too large"),
    pytest.param([Beast(legs=True)], id="true for a number"),
    pytest.param([Beast(ratio=math.nan)], id="no number"),
    pytest.param([Beast(ratio=1)], id="a whole ratio"),
    pytest.param([Beast(good=1)], id="one for true"),
    pytest.param([Beast(tag=42)], id="a number for an id"),
    pytest.param([Beast(born=None)], id="never born"),
    pytest.param(
        [Beast(born=datetime(2020, 1, 1, tzinfo=timezone(timedelta(hours=5))))], id="elsewhere"
    ),
    pytest.param([Beast(born=datetime(1, 1, 1, 0, 0, 0, 7, tzinfo=UTC))], id="long ago"),
    pytest.param([Beast(born="yesterday")], id="a text for a moment"),
    pytest.param([Beast(owner=REX)], id="an owner of another type"),
    pytest.param([Beast(owner=Human(pets=[None]))], id="a missing pet"),
    pytest.param([Beast(others=[Human()])], id="a friend outside the union"),
    pytest.param([Beast(pens=[[REX, TOM], [None], []])], id="pens"),
    pytest.param([Beast(pens=[None])], id="a missing pen"),
    pytest.param([Beast(pens=[[Human()]])], id="somebody else in a pen"),
    pytest.param([Beast(packs=[[REX, None]])], id="a gap in a pack"),
    pytest.param([REX, Beast(packs=[[REX], None])], id="a missing pack"),
    pytest.param([Beast(nicknames=["Wolf", None])], id="a missing nickname"),
    pytest.param([Beast(sizes=[Size.SMALL, "huge"])], id="an unknown size among others"),
    pytest.param([Beast(sizes=[None])], id="a missing size"),
    pytest.param([Beast(ratio=math.inf), REX], id="an endless ratio"),
    pytest.param([Beast(weight="heavy")], id="a scalar that fails"),
]

VARIABLES: dict[str, Any] = {"n": 1, "names": ["Rex"], "yes": True}


def present(error: GraphQLError) -> GraphQLError:
    return error


def admit(query: str, gate: Gate = GATE, **variables: Any) -> AdmittedOperation:
    named = {name: value for name, value in variables.items() if f"${name}" in query}
    return gate.admit(OperationRequest(query=query, variables=named))


def told(answer: Answer) -> tuple[Any, list[Any]]:
    errors = sorted((error.formatted for error in answer.errors), key=repr)
    return orjson.loads(orjson.dumps(answer.data)), errors


@pytest.mark.parametrize("beasts", BEASTS)
@pytest.mark.parametrize("query", OPERATIONS)
async def test_both_executors_answer_the_same(query: str, beasts: list[Any]) -> None:
    for yes in (True, False):
        admitted = admit(query, **{**VARIABLES, "yes": yes}, gate=Gate(core_schema(MENAGERIE)))

        walked = await run(MENAGERIE, admitted, Context(beasts), present=present)
        compiled = await run(MENAGERIE, admitted, Context(beasts), present=present)
        reference = await run_by_reference(MENAGERIE, admitted, Context(beasts), present=present)

        assert told(walked) == told(compiled) == told(reference)


async def test_a_level_is_asked_for_once_whatever_its_size() -> None:
    context = Context([OWNED, OWNED, REX])
    admitted = admit("{ dogs { owner { pets { owner { name } } } } }")

    await run(MENAGERIE, admitted, context, present=present)

    assert context.calls == ["owners of 3", "owners of 2"]


@pytest.mark.parametrize(
    ("selection", "beast"),
    [
        pytest.param("name", REX, id="what can be shown"),
        pytest.param("name legs", Beast(legs="many"), id="what cannot"),
        pytest.param("name broken", REX, id="what fails below"),
    ],
)
async def test_a_mutation_is_done_once_even_where_its_answer_fails(
    selection: str, beast: Beast
) -> None:
    query = f"""
        mutation {{
          one: feed(input: {{name: "one"}}) {{ {selection} }}
          two: feed(input: {{name: "two"}}) {{ {selection} }}
        }}
    """
    context, reference = Context([beast]), Context([beast])

    planned = await run(MENAGERIE, admit(query), context, present=present)
    expected = await run_by_reference(MENAGERIE, admit(query), reference, present=present)

    assert told(planned) == told(expected)
    assert context.calls == reference.calls == ["feed one", "feed two"]


async def test_a_mutation_that_failed_is_not_tried_again() -> None:
    query = """
        mutation {
          one: feed(input: {name: "nobody"}) { name }
          two: feed(input: {name: "two"}) { name }
        }
    """
    context = Context([REX])

    answer = await run(MENAGERIE, admit(query), context, present=present)

    assert answer.data == {"one": None, "two": {"name": "Rex"}}
    assert context.calls == ["feed nobody", "feed two"]


async def test_a_plan_is_walked_once_and_compiled_for_those_who_come_again() -> None:
    gate = Gate(core_schema(MENAGERIE))
    branches = "query ($yes: Boolean!) { dogs { name legs @include(if: $yes) } }"

    kinds = []
    for yes in (True, False, True, True, False):
        admitted = admit(branches, gate=gate, yes=yes)
        kinds.append(type(admitted.prepared.plans.for_request(admitted.values)))

    assert kinds == [Walked, Walked, Compiled, Compiled, Compiled]


def test_introspection_is_left_to_the_reference_executor() -> None:
    admitted = admit("{ __schema { queryType { name } } }")

    assert admitted.prepared.plans.for_request(admitted.values) is None


async def test_names_that_callers_choose_mean_nothing_to_a_plan() -> None:
    admitted = admit(
        "{ dogs { of_dog: shouted dog: owner { name } o: name parents: name answers: name } }"
    )

    answer = await run(MENAGERIE, admitted, Context([REX]), present=present)

    assert answer.is_planned
    assert answer.data == {
        "dogs": [{"of_dog": "REX", "dog": None, "o": "Rex", "parents": "Rex", "answers": "Rex"}]
    }


async def test_what_selects_too_much_is_left_to_the_reference_executor() -> None:
    dogs = " ".join(f"d{number}: dogs {{ ...all }}" for number in range(MOST_COLUMNS // 10))
    admitted = admit(f"{{ {dogs} }} fragment all on Dog {{ {DOG} }}")

    answer = await run(MENAGERIE, admitted, Context([REX]), present=present)

    assert not answer.is_planned
    assert answer.data["d0"][0]["legs"] == 4


async def test_a_plan_that_is_forgotten_leaves_nothing_behind() -> None:
    gate = Gate(core_schema(MENAGERIE), Limits(kept_bytes=0))
    admitted = gate.admit(OperationRequest(query="query Brief { dogs { name } }"))

    await run(MENAGERIE, admitted, Context([REX]), present=present)
    answer = await run(MENAGERIE, admitted, Context([REX]), present=present)
    assert [file for file in linecache.cache if "Brief" in file]
    del admitted
    gc.collect()

    assert answer.is_planned
    assert len(gate.documents) == 0
    assert not [file for file in linecache.cache if "Brief" in file]

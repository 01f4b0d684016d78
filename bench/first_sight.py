"""What a document costs that nobody has sent before: read, checked, planned and made ready to run.

It is measured in this process, in CPU time, in turns with what graphql-core needs to parse and
validate the same document, which every server has to do.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import median
from time import thread_time

from graphql import parse, validate

from bench.gates import Gate
from bench.operations import Operation
from execution.gate import Gate as GateOfOperations
from execution.gate import OperationRequest
from execution.run import core_schema
from schema.schema import schema

_MUST, _GOAL = 1.3, 1.0
_DOCUMENTS = Path(__file__).parent / "documents"
_TURNS = 100


def first_sight(operations: Sequence[Operation]) -> Iterator[Gate]:
    """Say how many times as long as parsing and validating it takes. Needs a second or two."""
    for operation in operations:
        if operation.documents:
            continue  # a mix is of many documents, each seen first
        document = (_DOCUMENTS / f"{operation.name}.graphql").read_text(encoding="utf-8")
        request = OperationRequest(query=document, variables=operation.turns[0])
        yield Gate(
            what=f"{operation.title}: time of a document seen first, in parse + validate",
            figure=_times_as_long(request),
            must=_MUST,
            goal=_GOAL,
        )


def _times_as_long(request: OperationRequest) -> float:
    core, text = core_schema(schema), str(request.query)
    gate, numbers = GateOfOperations(core), count()

    def ours() -> None:
        unseen = replace(request, query=f"{request.query}# {next(numbers)}")
        admitted = gate.admit(unseen)
        if admitted.prepared.plans.for_request(admitted.values) is None:
            raise TypeError("The operations of the bench are all planned.")

    def theirs() -> None:
        if validate(core, parse(text)):
            raise TypeError("The operations of the bench are all valid.")

    turns = [(_seconds(ours), _seconds(theirs)) for _ in range(_TURNS)]
    return median(own for own, _ in turns) / median(other for _, other in turns)


def _seconds(work: Callable[[], None]) -> float:
    started = thread_time()
    work()
    return thread_time() - started

"""Whether all servers give the same answers. Before they do, there is nothing to measure."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import httpx2

from bench.operations import Message, Operation
from bench.requests import request
from bench.servers import Server

_LENGTH_SHOWN = 200


class AnswersDifferError(Exception):
    """Two servers answered one request differently. The message says where."""


def compare(servers: Sequence[Server], operations: Sequence[Operation]) -> None:
    """Raise AnswersDifferError at the first difference from the first server."""
    with httpx2.Client(timeout=30) as client:
        for operation in operations:
            able = [server for server in servers if operation.is_for(server.dialect)]
            messages = [operation.messages(server.dialect) for server in able]
            for turn in zip(*messages, strict=True):
                asked = zip(able, turn, strict=True)
                answers = [(server, data_of(client, server, message)) for server, message in asked]
                reference, *others = answers
                for other in others:
                    check(operation, reference, other)


def data_of(client: httpx2.Client, server: Server, message: Message) -> Any:
    """Return what a server answers, in our words. Raises AnswersDifferError for an error."""
    answered = client.send(request(server, message))
    try:
        answer = answered.json()
    except json.JSONDecodeError:
        answer = {}
    if answer.get("errors") or not answer.get("data"):
        told = answered.text[:_LENGTH_SHOWN]
        raise AnswersDifferError(f"{server.name} answered {answered.status_code}: {told}")
    return server.dialect.in_our_words(answer["data"])


def check(operation: Operation, one: tuple[Server, Any], other: tuple[Server, Any]) -> None:
    """Raise AnswersDifferError where two servers differ."""
    difference = next(_differences(one[1], other[1], operation.name), None)
    if difference is None:
        return
    where, here, there = difference
    raise AnswersDifferError(
        f"{where}: {one[0].name} says {_short(here)}, and {other[0].name} says {_short(there)}."
    )


def _differences(one: Any, other: Any, where: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield the places where two answers differ."""
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        for key in one:
            yield from _differences(one[key], other[key], f"{where}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (here, there) in enumerate(zip(one, other, strict=True)):
            yield from _differences(here, there, f"{where}.{index}")
    elif one != other:
        yield where, one, other


def _short(value: Any) -> str:
    return json.dumps(value)[:_LENGTH_SHOWN]

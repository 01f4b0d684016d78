"""How an answer is written down."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLError

from execution.limits import Limits
from execution.refusals import OperationRefused
from execution.run import Answer


def written(answer: Answer, limits: Limits, extensions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer of an operation that ran, ready for JSON."""
    document = {"data": answer.data}
    return _with(document, answer.errors, limits, extensions)


def written_refusal(refused: OperationRefused, limits: Limits) -> dict[str, Any]:
    """Return the answer of an operation that did not run. It has no data, not even null."""
    return _with({}, refused.errors, limits, refused.extensions)


def _with(
    document: dict[str, Any],
    errors: Sequence[GraphQLError],
    limits: Limits,
    extensions: Mapping[str, Any],
) -> dict[str, Any]:
    # Errors come first, where people look, when they come at all.
    if errors:
        document = {
            "errors": [_error(error, limits) for error in errors[: limits.errors]],
            **document,
        }
    if extensions:
        document["extensions"] = extensions
    return document


def _error(error: GraphQLError, limits: Limits) -> dict[str, Any]:
    formatted: dict[str, Any] = dict(error.formatted)
    formatted["message"] = shortened(error.message, limits.message_length)
    return formatted


def shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"

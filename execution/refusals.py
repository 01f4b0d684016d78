"""How an operation is refused before it runs."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLError, Node

from execution.codes import Code


class OperationRefused(Exception):  # noqa: N818 - it carries an answer, not an error
    """The operation is not run. `errors` are written for the caller; each carries the code."""

    def __init__(
        self,
        code: Code,
        errors: Sequence[GraphQLError],
        extensions: Mapping[str, Any] | None = None,
        *,
        cost: int | None = None,
    ) -> None:
        super().__init__(code)
        self.cost = cost
        """The items that were asked for, where they were counted."""
        self.code = code
        self.errors = [coded(error, code) for error in errors]
        self.extensions = dict(extensions or {})


def refusal(code: Code, message: str, node: Node | None = None) -> OperationRefused:
    """Refuse with one sentence: `raise refusal(Code.BAD_USER_INPUT, "…")`."""
    return OperationRefused(code, [GraphQLError(message, node)])


def coded(error: GraphQLError, code: str) -> GraphQLError:
    error.extensions = {**(error.extensions or {}), "code": code}
    return error

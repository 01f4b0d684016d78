"""What can be refused about a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.refusals import InvalidInput, Violation

# Callers name the argument that the text stood in. Where nobody does, it is this one.
_ARGUMENT = "markdown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentTooLong(InvalidInput):
    code = "CONTENT_TOO_LONG"
    message: str = "This text is too long."
    violations: Sequence[Violation] = (Violation(argument=_ARGUMENT, message="Is too long."),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentTooComplex(InvalidInput):
    code = "CONTENT_TOO_COMPLEX"
    message: str = "This text takes too long to render. Simplify it, or split it."
    violations: Sequence[Violation] = (
        Violation(argument=_ARGUMENT, message="Takes too long to render."),
    )


def content_too_long(*, size: int, limit: int) -> ContentTooLong:
    message = f"A text may have at most {limit:,} bytes. This one has {size:,}."
    return ContentTooLong(
        message=message, violations=(Violation(argument=_ARGUMENT, message=message),)
    )

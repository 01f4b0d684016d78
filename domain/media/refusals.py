"""What can be refused about a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.refusals import InvalidInput, Violation

_ARGUMENT = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTooLarge(InvalidInput):
    code = "FILE_TOO_LARGE"
    message: str = "This file is too large."
    violations: Sequence[Violation] = (Violation(argument=_ARGUMENT, message="Is too large."),)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTypeRefused(InvalidInput):
    code = "FILE_TYPE_REFUSED"
    message: str = "This is no picture, nor another kind of file that is kept."
    violations: Sequence[Violation] = (
        Violation(argument=_ARGUMENT, message="Is of a kind that is not kept."),
    )


def file_too_large(*, size: int, limit: int) -> FileTooLarge:
    message = f"A file may have at most {limit:,} bytes. This one has {size:,}."
    return FileTooLarge(
        message=message, violations=(Violation(argument=_ARGUMENT, message=message),)
    )

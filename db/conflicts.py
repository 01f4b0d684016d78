"""What broken constraints mean to callers: the table decides races, and says by name which."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from asyncpg import IntegrityConstraintViolationError

from domain.refusals import Refusal, Refused


@contextmanager
def refusing(meanings: Mapping[str, type[Refusal]]) -> Iterator[None]:
    """Refuse when one of these constraints is violated. The others are defects, and raised."""
    try:
        yield
    except IntegrityConstraintViolationError as error:
        meaning = meanings.get(error.constraint_name or "")
        if meaning is None:
            raise
        raise Refused(meaning()) from error  # type: ignore[call-arg]  # each has a message

"""Races are decided by tables: what a constraint forbids is a refusal, by the constraint's name."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import asyncpg

from domain.publications.refusals import HandleTaken, HostTaken
from domain.refusals import Refusal, Refused
from domain.users.refusals import UsernameTaken

_REFUSALS: Mapping[str, Callable[[], Refusal]] = {
    "publications_handle": HandleTaken,
    "publications_host": HostTaken,
    "users_username": UsernameTaken,
}


@contextmanager
def refusing_conflicts() -> Iterator[None]:
    """Refuse what a constraint named above forbids. Others are raised as they are."""
    try:
        yield
    except asyncpg.IntegrityConstraintViolationError as violation:
        refusal = _REFUSALS.get(violation.constraint_name or "")
        if refusal is None:
            raise
        raise Refused(refusal()) from violation

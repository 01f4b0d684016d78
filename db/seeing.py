"""Reading as somebody from whom people are hidden, by blocks and mutes.

What everyone may see is in views. Each view that shows people, or what they wrote, has a function
that answers the same rows as one viewer sees them. So a statement that reads from the views is
turned into one for such a viewer. Most viewers hide nobody, and read the views themselves.
"""

import re
from functools import lru_cache

from db.executor import Executor
from db.recording import Reader
from domain.ids import UserId

_VIEWS = re.compile(
    r"\bvisible_"
    r"(comments|comments_anywhere|members|posts|publication_tags|redirects|series|tags|users)\b"
)

_MOST_KEPT = 2_000


@lru_cache(_MOST_KEPT)
def as_seen(statement: str, parameter: int) -> str:
    """Return a statement that reads the views as the viewer sees them whom the parameter names.

    A statement that shows nobody stays as it is.
    """
    return _VIEWS.sub(rf"\1_seen_by(${parameter})", statement)


class SeeingReader(Reader):
    """Reads with somebody's eyes."""

    def __init__(self, database: Executor, seen_by: UserId | None = None) -> None:
        super().__init__(database)
        self.seen_by = seen_by


def seen(by: UserId | None, statement: str, *arguments: object) -> tuple[str, *tuple[object, ...]]:
    """Return a statement and its arguments as somebody sees it. For None, nobody is hidden."""
    if by is None:
        return statement, *arguments
    its = as_seen(statement, len(arguments) + 1)
    if its == statement:
        return statement, *arguments
    and_viewer: tuple[object, ...] = (*arguments, by)
    return its, *and_viewer

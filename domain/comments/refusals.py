"""What can be refused about a comment."""

from dataclasses import dataclass

from domain.refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentNotFound(NotFound):
    code = "COMMENT_NOT_FOUND"
    message: str = "There is no such comment."

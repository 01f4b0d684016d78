"""What can be refused in a discussion."""

from dataclasses import dataclass

from domain.refusals import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentDeleted(Conflict):
    code = "COMMENT_DELETED"
    message: str = "This comment is deleted."

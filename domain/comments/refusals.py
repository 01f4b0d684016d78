"""What can be refused about a comment."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentNotFound(NotFound):
    code = "COMMENT_NOT_FOUND"
    message: str = "There is no such comment."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentTooOld(Conflict):
    code = "COMMENT_TOO_OLD"
    message: str = "This comment was written too long ago to be changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentEditedTooOften(Conflict):
    code = "COMMENT_EDITED_TOO_OFTEN"
    message: str = "This comment has been changed as often as one may."

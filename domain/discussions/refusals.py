"""What can be refused in a discussion."""

from dataclasses import dataclass

from domain.refusals import Conflict, PermissionDenied


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentDeleted(Conflict):
    code = "COMMENT_DELETED"
    message: str = "This comment is deleted."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsOff(Conflict):
    code = "COMMENTS_OFF"
    message: str = "Nobody comments on this post."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsClosed(Conflict):
    code = "COMMENTS_CLOSED"
    message: str = "The time to comment on this post is over."


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLocked(Conflict):
    code = "THREAD_LOCKED"
    message: str = "This discussion is locked. Nobody answers here."


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowersOnly(PermissionDenied):
    code = "FOLLOWERS_ONLY"
    message: str = "Those who follow its author or the publication comment on this post."


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersOnly(PermissionDenied):
    code = "MEMBERS_ONLY"
    message: str = "The members of the publication comment on this post."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentHeld(Conflict):
    code = "COMMENT_HELD"
    message: str = "This comment waits for an editor. Approve or reject it."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentDecided(Conflict):
    code = "COMMENT_DECIDED"
    message: str = "The other has been decided about this comment."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentHidden(Conflict):
    code = "COMMENT_HIDDEN"
    message: str = "Nobody sees this comment."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyHeld(Conflict):
    code = "TOO_MANY_HELD_COMMENTS"
    message: str = "As many of your comments wait for an editor here as may. Wait for them."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyPinned(Conflict):
    code = "TOO_MANY_PINNED_COMMENTS"
    message: str = "As many comments are pinned on this post as may be. Unpin one."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyLocks(Conflict):
    code = "TOO_MANY_LOCKED_THREADS"
    message: str = "As many threads are locked on this post as may be. Lock all of it."

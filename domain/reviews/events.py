"""What happens to posts between their writers and the editors."""

from dataclasses import dataclass

from domain.posts.events import PostEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSubmitted(PostEvent):
    name = "post.submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostApproved(PostEvent):
    name = "post.approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesRequested(PostEvent):
    name = "post.changes_requested"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionWithdrawn(PostEvent):
    name = "post.submission_withdrawn"

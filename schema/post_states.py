"""Where posts are in their life."""

from domain.posts.models import PostStatus
from schema.declarations import shows_enum

shows_enum(
    PostStatus,
    description="Where a post is in its life.",
    values={
        PostStatus.DRAFT: "Being written.",
        PostStatus.PUBLISHED: "Open to everyone.",
        PostStatus.WITHDRAWN: "Taken back by its author, who may publish it again.",
        PostStatus.ARCHIVED: "Put away by its author, out of the way of drafts.",
        PostStatus.DELETED: "In the bin, from which it can be restored for some time.",
        PostStatus.REMOVED: "Taken down by moderators, who alone may restore it.",
    },
)

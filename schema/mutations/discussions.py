"""What those do who keep order in discussions."""

from typing import Annotated

import strawberry

from resolvers import discussion_changes as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.comments import Comment
from schema.types.posts import Post
from schema.types.publications import Publication


@shows(resolvers.PinnedComment)
class PinCommentSuccess:
    """The comment stands above the others."""

    comment: Comment = described("The comment as it is now.")
    post: Post = described("The post as it is now.")


PinCommentResult = Annotated[
    PinCommentSuccess | AnyError,
    strawberry.union("PinCommentResult", description="What came of pinning a comment."),
]


@shows(resolvers.UnpinnedComment)
class UnpinCommentSuccess:
    """The comment stands where it stood."""

    comment: Comment = described("The comment as it is now.")
    post: Post = described("The post as it is now.")


UnpinCommentResult = Annotated[
    UnpinCommentSuccess | AnyError,
    strawberry.union("UnpinCommentResult", description="What came of unpinning a comment."),
]


@shows(resolvers.HiddenComment)
class HideCommentSuccess:
    """Readers do not see the comment."""

    comment: Comment = described("The comment as it is now.")
    post: Post = described("The post as it is now.")


HideCommentResult = Annotated[
    HideCommentSuccess | AnyError,
    strawberry.union("HideCommentResult", description="What came of hiding a comment."),
]


@shows(resolvers.UnhiddenComment)
class UnhideCommentSuccess:
    """Readers see the comment."""

    comment: Comment = described("The comment as it is now.")
    post: Post = described("The post as it is now.")


UnhideCommentResult = Annotated[
    UnhideCommentSuccess | AnyError,
    strawberry.union("UnhideCommentResult", description="What came of showing a comment again."),
]


@shows(resolvers.ApprovedComment)
class ApproveCommentSuccess:
    """Readers see the comment."""

    comment: Comment = described("The comment as it is now.")
    post: Post = described("The post as it is now.")


ApproveCommentResult = Annotated[
    ApproveCommentSuccess | AnyError,
    strawberry.union("ApproveCommentResult", description="What came of approving a comment."),
]


@shows(resolvers.RejectedComment)
class RejectCommentSuccess:
    """Readers do not see the comment."""

    comment: Comment = described("The comment as it is now.")
    post: Post = described("The post as it is now.")


RejectCommentResult = Annotated[
    RejectCommentSuccess | AnyError,
    strawberry.union("RejectCommentResult", description="What came of rejecting a comment."),
]


@shows(resolvers.LockedThread)
class LockThreadSuccess:
    """Nobody writes there any more."""

    comment: Comment | None = described(
        "The comment, if this is about one and not all of the post."
    )
    post: Post = described("The post as it is now.")


LockThreadResult = Annotated[
    LockThreadSuccess | AnyError,
    strawberry.union("LockThreadResult", description="What came of locking a thread."),
]


@shows(resolvers.UnlockedThread)
class UnlockThreadSuccess:
    """People may write there again."""

    comment: Comment | None = described(
        "The comment, if this is about one and not all of the post."
    )
    post: Post = described("The post as it is now.")


UnlockThreadResult = Annotated[
    UnlockThreadSuccess | AnyError,
    strawberry.union("UnlockThreadResult", description="What came of unlocking a thread."),
]


@shows(resolvers.SetPostDiscussion)
class SetPostDiscussionSuccess:
    """The post says so."""

    post: Post = described("The post as it is now.")


SetPostDiscussionResult = Annotated[
    SetPostDiscussionSuccess | AnyError,
    strawberry.union(
        "SetPostDiscussionResult", description="What came of saying who may comment on a post."
    ),
]


@shows(resolvers.SetPublicationDiscussion)
class SetPublicationDiscussionSuccess:
    """The publication says so."""

    publication: Publication = described("The publication as it is now.")


SetPublicationDiscussionResult = Annotated[
    SetPublicationDiscussionSuccess | AnyError,
    strawberry.union(
        "SetPublicationDiscussionResult",
        description="What came of saying who may comment in a publication.",
    ),
]


@root_type
class DiscussionMutations:
    """Keeping order in discussions."""

    approve_comment: ApproveCommentResult = mutation(resolvers.approve_comment)
    hide_comment: HideCommentResult = mutation(resolvers.hide_comment)
    lock_thread: LockThreadResult = mutation(resolvers.lock_thread)
    pin_comment: PinCommentResult = mutation(resolvers.pin_comment)
    reject_comment: RejectCommentResult = mutation(resolvers.reject_comment)
    set_post_discussion: SetPostDiscussionResult = mutation(resolvers.set_post_discussion)
    set_publication_discussion: SetPublicationDiscussionResult = mutation(
        resolvers.set_publication_discussion
    )
    unhide_comment: UnhideCommentResult = mutation(resolvers.unhide_comment)
    unlock_thread: UnlockThreadResult = mutation(resolvers.unlock_thread)
    unpin_comment: UnpinCommentResult = mutation(resolvers.unpin_comment)

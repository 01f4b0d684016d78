"""What writers and editors do before a post is published."""

from typing import Annotated

import strawberry

from resolvers import reviews as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.posts import Post
from schema.types.reviews import PostReview


@shows(resolvers.SubmittedPost)
class SubmitPostSuccess:
    """The post waits for the editors."""

    post: Post = described("The post as it is now.")
    review: PostReview = described("Where it stands.")


SubmitPostResult = Annotated[
    SubmitPostSuccess | AnyError,
    strawberry.union("SubmitPostResult", description="What came of submitting a post."),
]


@shows(resolvers.ApprovedPost)
class ApprovePostSuccess:
    """Everyone may read what was submitted."""

    post: Post = described("The post as it is now.")
    review: PostReview = described("How it ended.")


ApprovePostResult = Annotated[
    ApprovePostSuccess | AnyError,
    strawberry.union("ApprovePostResult", description="What came of approving a post."),
]


@shows(resolvers.RequestedChanges)
class RequestChangesSuccess:
    """The post is with its writers again."""

    post: Post = described("The post as it is now.")
    review: PostReview = described("How it ended.")


RequestChangesResult = Annotated[
    RequestChangesSuccess | AnyError,
    strawberry.union("RequestChangesResult", description="What came of asking for changes."),
]


@shows(resolvers.WithdrawnSubmission)
class WithdrawSubmissionSuccess:
    """The post no longer waits for the editors."""

    post: Post = described("The post as it is now.")
    review: PostReview = described("How it ended.")


WithdrawSubmissionResult = Annotated[
    WithdrawSubmissionSuccess | AnyError,
    strawberry.union("WithdrawSubmissionResult", description="What came of taking a post back."),
]


@root_type
class ReviewMutations:
    """Review, where contributors do not publish themselves."""

    approve_post: ApprovePostResult = mutation(resolvers.approve_post)
    request_changes: RequestChangesResult = mutation(resolvers.request_changes)
    submit_post: SubmitPostResult = mutation(resolvers.submit_post)
    withdraw_submission: WithdrawSubmissionResult = mutation(resolvers.withdraw_submission)

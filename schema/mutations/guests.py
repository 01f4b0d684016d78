"""What people do in discussions who have no account."""

from typing import Annotated

import strawberry

from resolvers import guests as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.comments import Comment
from schema.types.posts import Post
from schema.types.users import User


@shows(resolvers.AddedGuestComment)
class AddGuestCommentSuccess:
    """A letter is on its way, which says how to go on."""

    email: str = described("The address that the letter goes to.")


AddGuestCommentResult = Annotated[
    AddGuestCommentSuccess | AnyError,
    strawberry.union("AddGuestCommentResult", description="What came of commenting as a guest."),
]


@shows(resolvers.ConfirmedGuestComment)
class ConfirmGuestCommentSuccess:
    """The address is proved, and the comment is said."""

    comment: Comment = described("The comment.")
    parent: Comment | None = described("What it answers, if it does not answer the post.")
    post: Post = described("The post as it is now.")


ConfirmGuestCommentResult = Annotated[
    ConfirmGuestCommentSuccess | AnyError,
    strawberry.union(
        "ConfirmGuestCommentResult", description="What came of proving the address of a comment."
    ),
]


@shows(resolvers.ClaimedGuestComments)
class ClaimGuestCommentsSuccess:
    """The comments of a guest are the viewer's."""

    user: User = described("The viewer, whose they are now.")


ClaimGuestCommentsResult = Annotated[
    ClaimGuestCommentsSuccess | AnyError,
    strawberry.union(
        "ClaimGuestCommentsResult", description="What came of claiming what one said as a guest."
    ),
]


@root_type
class GuestMutations:
    """Commenting without an account."""

    add_guest_comment: AddGuestCommentResult = mutation(resolvers.add_guest_comment)
    claim_guest_comments: ClaimGuestCommentsResult = mutation(resolvers.claim_guest_comments)
    confirm_guest_comment: ConfirmGuestCommentResult = mutation(resolvers.confirm_guest_comment)

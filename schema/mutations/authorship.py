"""Who posts are by."""

from typing import Annotated

import strawberry

from resolvers import authorship as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.authorship import CoAuthorInvitation
from schema.types.posts import Post
from schema.types.viewers import Viewer


@shows(resolvers.InvitedCoAuthor)
class InviteCoAuthorSuccess:
    """They are asked, and may read the post."""

    invitation: CoAuthorInvitation = described("What they are asked.")
    post: Post = described("The post as it is now.")


InviteCoAuthorResult = Annotated[
    InviteCoAuthorSuccess | AnyError,
    strawberry.union("InviteCoAuthorResult", description="What came of asking a co-author."),
]


@shows(resolvers.AcceptedCoAuthorship)
class AcceptCoAuthorshipSuccess:
    """You are a co-author."""

    post: Post = described("The post as it is now.")


AcceptCoAuthorshipResult = Annotated[
    AcceptCoAuthorshipSuccess | AnyError,
    strawberry.union("AcceptCoAuthorshipResult", description="What came of accepting."),
]


@shows(resolvers.DeclinedCoAuthorship)
class DeclineCoAuthorshipSuccess:
    """You have declined, and are not asked again."""

    declined_by: Viewer = described("You, with the invitations that are left.")


DeclineCoAuthorshipResult = Annotated[
    DeclineCoAuthorshipSuccess | AnyError,
    strawberry.union("DeclineCoAuthorshipResult", description="What came of declining."),
]


@shows(resolvers.RemovedCoAuthor)
class RemoveCoAuthorSuccess:
    """They write the post no longer, and are not asked to."""

    post: Post | None = described("The post as it is now. Null when you no longer see it.")


RemoveCoAuthorResult = Annotated[
    RemoveCoAuthorSuccess | AnyError,
    strawberry.union("RemoveCoAuthorResult", description="What came of removing a co-author."),
]


@shows(resolvers.ChangedPostAuthor)
class ChangePostAuthorSuccess:
    """The post is by another member of its publication."""

    post: Post = described("The post as it is now.")


ChangePostAuthorResult = Annotated[
    ChangePostAuthorSuccess | AnyError,
    strawberry.union("ChangePostAuthorResult", description="What came of changing the author."),
]


@root_type
class AuthorshipMutations:
    """Writing together, and in the name of others."""

    accept_co_authorship: AcceptCoAuthorshipResult = mutation(resolvers.accept_co_authorship)
    change_post_author: ChangePostAuthorResult = mutation(resolvers.change_post_author)
    decline_co_authorship: DeclineCoAuthorshipResult = mutation(resolvers.decline_co_authorship)
    invite_co_author: InviteCoAuthorResult = mutation(resolvers.invite_co_author)
    remove_co_author: RemoveCoAuthorResult = mutation(resolvers.remove_co_author)

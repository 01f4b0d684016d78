"""Following, and ending it."""

from typing import Annotated

import strawberry

from resolvers import follows as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.follows import Followable


@shows(resolvers.Followed)
class FollowSuccess:
    """The viewer follows it."""

    subject: Followable = described("What is followed, with its count as it is now.")


FollowResult = Annotated[
    FollowSuccess | AnyError,
    strawberry.union("FollowResult", description="What came of following something."),
]


@shows(resolvers.Unfollowed)
class UnfollowSuccess:
    """The viewer does not follow it."""

    subject: Followable = described("What is not followed, with its count as it is now.")


UnfollowResult = Annotated[
    UnfollowSuccess | AnyError,
    strawberry.union("UnfollowResult", description="What came of following something no more."),
]


@root_type
class FollowMutations:
    """Following people, publications, tags and series."""

    follow: FollowResult = mutation(resolvers.follow)
    unfollow: UnfollowResult = mutation(resolvers.unfollow)

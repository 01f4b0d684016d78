"""Following as the API shows it."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain.follows import models
from domain.follows.models import FollowKind
from execution.fields import batched
from resolvers import follows as resolvers
from schema.connections import Connection
from schema.declarations import ABOUT_IDS, described, interface, shows, shows_enum

if TYPE_CHECKING:
    from schema.types.users import User

_User = Annotated["User", strawberry.lazy("schema.types.users")]

shows_enum(
    FollowKind,
    description="What can be followed.",
    values={
        FollowKind.USER: "A person.",
        FollowKind.PUBLICATION: "A publication.",
        FollowKind.TAG: "A tag.",
        FollowKind.SERIES: "A series.",
    },
)


@interface
class Followable:
    """What people follow, to hear of what is published there."""

    id: strawberry.ID = described(ABOUT_IDS)
    follower_count: int = batched(resolvers.follower_counts)
    followers: Connection[_User] = batched(resolvers.followers)
    viewer_is_following: bool = batched(resolvers.viewer_is_following, viewer=True)


@shows(models.Follow)
class Follow:
    """That the viewer follows something."""

    subject: Followable = batched(resolvers.subjects)
    followed_at: datetime = described("Since when, in UTC.")

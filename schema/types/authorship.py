"""Invitations to write posts together, as the API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Optional

import strawberry

from domain.authorship import models
from domain.ids import CO_AUTHOR_INVITATION
from execution.fields import batched
from resolvers import authorship as resolvers
from schema.declarations import described, identified, shows
from schema.node import Node
from schema.types.users import User

if TYPE_CHECKING:
    from schema.types.posts import Post

_Post = Annotated["Post", strawberry.lazy("schema.types.posts")]


@shows(models.CoAuthorInvitation)
class CoAuthorInvitation(Node):
    """Asks somebody to write a post together with its author, who has not answered yet."""

    id: strawberry.ID = identified(CO_AUTHOR_INVITATION)
    invited_at: datetime = described("When they were asked, in UTC.")
    post: Optional[_Post] = batched(resolvers.posts, viewer=True)  # noqa: UP045 - a lazy type has no |
    user: User = batched(resolvers.invited)
    invited_by: User = batched(resolvers.inviters)

"""Sessions as the API shows them, to those they belong to."""

from datetime import datetime

import strawberry

from domain.accounts import models
from domain.ids import SESSION
from execution.fields import batched
from resolvers import sessions as resolvers
from schema.declarations import described, identified, shows
from schema.node import Node


@shows(models.Session)
class Session(Node):
    """A browser or an application in which the viewer is signed in."""

    id: strawberry.ID = identified(SESSION)
    user_agent: str | None = described("What the browser or application called itself.")
    address: str | None = described("The network address it signed in from.")
    created_at: datetime = described("When it signed in, in UTC.")
    last_used_at: datetime = described("When it was last used, in UTC, give or take 5 minutes.")
    expires_at: datetime = described("When it ends, unless it is used before, in UTC.")
    is_current: bool = batched(resolvers.are_current, viewer=True)

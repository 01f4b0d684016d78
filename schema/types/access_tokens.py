"""Access tokens as their owner sees them."""

from datetime import datetime

import strawberry

from domain.access_tokens import models
from domain.actor import Scope
from domain.ids import ACCESS_TOKEN
from schema.declarations import described, identified, shows
from schema.node import Node
from schema.types import scopes  # noqa: F401 - declared before the first field that shows them


@shows(models.AccessToken)
class AccessToken(Node):
    """What the viewer has given to a program that acts for them. Nobody else sees it."""

    id: strawberry.ID = identified(ACCESS_TOKEN)
    name: str = described("What it is for, in the words of the viewer.")
    hint: str = described("Its first characters, to tell it from others.")
    scopes: list[Scope] = described("What it may do.")
    created_at: datetime = described("When it was made, in UTC.")
    last_used_at: datetime | None = described("When it was last used, in UTC, to the hour or so.")
    expires_at: datetime | None = described("When it ceases to work, in UTC, if it ever does.")

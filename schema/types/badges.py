"""Badges as the API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain.badges import models
from domain.ids import BADGE
from execution.fields import batched
from resolvers import badges as resolvers
from schema.connections import Connection
from schema.declarations import described, identified, shows
from schema.node import Node

if TYPE_CHECKING:
    from schema.types.users import User

_User = Annotated["User", strawberry.lazy("schema.types.users")]


@shows(models.Badge)
class Badge(Node):
    """A mark of honour that this server awards to people."""

    id: strawberry.ID = identified(BADGE)
    slug: str = described("The name in addresses, unique among badges.")
    name: str = described("The name to display.")
    description: str | None = described("What it is awarded for, as plain text.")
    image_url: str | None = described("The address of its picture.")
    created_at: datetime = described("Since when there is such a badge, in UTC.")
    holders: Connection[_User] = batched(resolvers.holders)

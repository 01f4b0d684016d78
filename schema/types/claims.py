"""Claims as claimants and administrators see them."""

from datetime import datetime

import strawberry

from domain.claims import models
from domain.ids import CLAIM
from execution.fields import batched
from resolvers import claims as resolvers
from schema.declarations import described, identified, shows
from schema.node import Node
from schema.types.users import User


@shows(models.Claim)
class Claim(Node):
    """Somebody says to be a person who was imported. For them and for administrators."""

    id: strawberry.ID = identified(CLAIM)
    user: User = batched(resolvers.users)
    claimant: User = batched(resolvers.claimants)
    message: str | None = described("What the claimant says to prove it.")
    created_at: datetime = described("When it was made, in UTC.")

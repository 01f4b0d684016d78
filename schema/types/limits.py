"""Limits as the API shows them."""

from datetime import datetime

from domain.limits import models
from schema.declarations import described, shows


@shows(models.Budget)
class RateLimit:
    """The points of whoever asks. Operations take more the more they ask for and change."""

    limit: int = described("How many there are at most.")
    remaining: int = described("How many are left.")
    used: int = described("How many were spent and have not come back yet.")
    cost: int = described("How many this operation takes.")
    reset_at: datetime = described("When all will have come back, in UTC, if none is spent.")

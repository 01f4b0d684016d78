"""Claims: somebody says to be a person who was only imported."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import ClaimId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import Listing

OLDEST_CLAIMS = Order("oldest claims", "created_at", MOMENT)


class Claim(Model, frozen=True):
    id: ClaimId
    user_id: UserId
    """The imported person."""
    claimant_id: UserId
    message: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class OpenClaims(Listing[Claim]):
    """Every claim that nobody has decided on, oldest first."""

    order = OLDEST_CLAIMS

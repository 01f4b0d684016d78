"""Access tokens as their owner sees them. The secret itself is shown once and kept nowhere."""

from dataclasses import dataclass
from datetime import datetime

from domain.actor import Scope
from domain.ids import AccessTokenId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing

NEWEST_ACCESS_TOKENS = Order("newest access tokens", "created_at", MOMENT, descending=True)


class AccessToken(Model, frozen=True):
    id: AccessTokenId
    user_id: UserId
    name: str
    hint: str
    """The first characters, by which people tell their tokens apart."""
    scopes: list[Scope]
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None


class NewAccessToken(Model, frozen=True):
    """A token that was just made, with what is shown this once."""

    access_token: AccessToken
    secret: str


@dataclass(frozen=True, slots=True)
class AccessTokensOf(ChildListing[AccessToken]):
    """The tokens of one person, newest first."""

    order = NEWEST_ACCESS_TOKENS
    user_id: UserId

    @property
    def parent(self) -> UserId:
        return self.user_id

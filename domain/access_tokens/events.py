"""Facts about access tokens."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessTokenCreated(Event):
    name = "access_token.created"
    access_token_id: GlobalId
    user_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessTokenRevoked(Event):
    name = "access_token.revoked"
    access_token_id: GlobalId
    user_id: GlobalId

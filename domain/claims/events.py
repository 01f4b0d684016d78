"""Facts about claims."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRequested(Event):
    name = "claim.requested"
    claim_id: GlobalId
    user_id: GlobalId
    claimant_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRefused(Event):
    name = "claim.refused"
    claim_id: GlobalId
    user_id: GlobalId
    claimant_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class UserMerged(Event):
    """An imported person is gone, and all of theirs belongs to whoever proved to be them."""

    name = "user.merged"
    user_id: GlobalId
    into_user_id: GlobalId

"""Who may do what to claims. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Actor, Member
from domain.claims.models import Claim


def can_decide(actor: Actor) -> bool:
    """Administrators decide who somebody is."""
    return isinstance(actor, Member) and actor.is_admin


def can_see(actor: Actor, claim: Claim) -> bool:
    """A claim is between the one who made it and the administrators."""
    return can_decide(actor) or (isinstance(actor, Member) and actor.user_id == claim.claimant_id)

"""Who may read what was done in the name of others."""

from domain.actor import Actor, Member
from domain.publications.models import Membership
from domain.publications.roles import is_owner


def can_read_all(actor: Actor) -> bool:
    """Administrators answer for everything."""
    return isinstance(actor, Member) and actor.is_admin


def can_read_of(actor: Actor, membership: Membership | None) -> bool:
    """The owners of a publication answer for what is done in it."""
    return can_read_all(actor) or (isinstance(actor, Member) and is_owner(membership))

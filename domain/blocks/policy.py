"""Who exists for whom. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Actor, Member
from domain.blocks.models import Standing


def can_find(actor: Actor, standing: Standing) -> bool:
    """Whoever blocks somebody does not exist for them.

    Those who block the other one, too, still find them, to take that back. And nobody escapes the
    staff.
    """
    if not isinstance(actor, Member) or actor.is_staff:
        return True
    return standing.is_blocking or not standing.is_blocked


def are_apart(standing: Standing) -> bool:
    """Whether what one of the two writes is not there for the other."""
    return standing.is_blocking or standing.is_blocked

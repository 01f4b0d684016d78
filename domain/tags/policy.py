"""Who may do what to tags. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Actor, Member


def can_keep_tags(actor: Actor) -> bool:
    """Tags belong to the whole server, so its moderators and administrators keep them."""
    return isinstance(actor, Member) and actor.is_staff

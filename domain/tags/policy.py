"""Who may do what to tags. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Actor, is_staff


def can_keep_tags(actor: Actor) -> bool:
    """Tags belong to the whole server, so its moderators and administrators keep them."""
    return is_staff(actor)

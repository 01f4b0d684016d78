"""Who may do what to badges. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Actor, is_staff


def can_keep_badges(actor: Actor) -> bool:
    """Badges speak for the whole server, so its moderators and administrators award them."""
    return is_staff(actor)

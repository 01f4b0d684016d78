"""Who may follow whom. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Member
from domain.follows.models import BetweenPeople


def can_find(member: Member, between: BetweenPeople) -> bool:
    """Whoever blocks somebody is not there for them. From the staff nobody hides."""
    return not between.is_blocked or between.is_blocking or member.is_staff


def can_follow(between: BetweenPeople) -> bool:
    """Nobody follows whom they block, nor who blocks them, whatever else they may."""
    return not (between.is_blocking or between.is_blocked)

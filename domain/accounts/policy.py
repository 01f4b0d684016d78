"""Who may do what to accounts. Pure questions: no I/O, no exceptions, no framework."""

from collections.abc import Iterable

from domain.accounts.models import Account, Session
from domain.actor import Actor, Member, Scope, SiteRole


def can_see(actor: Actor, session: Session) -> bool:
    """Sessions are for the person who is signed in with them."""
    return (
        isinstance(actor, Member)
        and actor.user_id == session.user_id
        and Scope.READ in actor.scopes
    )


def can_administrate(actor: Actor) -> bool:
    """Administrators decide who joins, and what others are on this server."""
    return isinstance(actor, Member) and actor.is_admin


def can_give_up(account: Account, administrators: Iterable[Account]) -> bool:
    """An administrator may stop being one while somebody else remains."""
    return any(
        other.user_id != account.user_id and other.role is SiteRole.ADMIN
        for other in administrators
    )

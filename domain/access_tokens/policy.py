"""What may be lent to a program. Pure questions: no I/O, no exceptions, no framework."""

from collections.abc import Iterable

from domain.actor import Scope, SiteRole

_NEEDED: dict[Scope, frozenset[SiteRole]] = {
    Scope.MODERATE: frozenset({SiteRole.MODERATOR, SiteRole.ADMIN}),
    Scope.ADMIN: frozenset({SiteRole.ADMIN}),
}


def can_lend(role: SiteRole, scopes: Iterable[Scope]) -> bool:
    """People lend what they may do themselves."""
    return all(role in _NEEDED.get(scope, frozenset(SiteRole)) for scope in scopes)

"""Who may do what to a redirect. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Actor
from domain.publications.models import Membership
from domain.publications.policy import can_organise, can_see_everything
from domain.redirects.models import Redirect


def can_view(actor: Actor, redirect: Redirect, membership: Membership | None) -> bool:
    """A redirect to what nobody may see would tell of it, so it is for editors."""
    return redirect.is_public or can_see_everything(actor, membership)


def can_edit(actor: Actor, membership: Membership | None) -> bool:
    """Editors decide where the old addresses of their publication lead."""
    return can_organise(actor, membership)

"""Who may do what to a page. Pure questions: no I/O, no exceptions, no framework."""

from domain.actor import Actor
from domain.pages.models import StaticPage
from domain.publications.models import Membership
from domain.publications.policy import can_organise, can_see_everything


def can_view(actor: Actor, page: StaticPage, membership: Membership | None) -> bool:
    """Published pages are public; drafts are for editors."""
    return page.is_published or can_see_everything(actor, membership)


def can_edit(actor: Actor, membership: Membership | None) -> bool:
    """Editors write the pages of their publication, and publish them."""
    return can_organise(actor, membership)

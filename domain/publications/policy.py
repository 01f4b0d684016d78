"""Who may do what in a publication. Pure questions: no I/O, no exceptions, no framework.

An access token may do nothing here without the scope for posts and publications.
"""

from domain.actor import Actor, Member, Scope
from domain.publications.invitations import PublicationInvitation
from domain.publications.models import (
    ContributorPublishing,
    Membership,
    Publication,
    PublicationRole,
)
from domain.publications.roles import is_editor, is_owner


def can_edit_settings(actor: Actor, membership: Membership | None) -> bool:
    """Its owners decide what a publication is called and how it works, and when it ends."""
    return _writes(actor) and (_is_admin(actor) or is_owner(membership))


def can_choose_host(actor: Actor) -> bool:
    """Nobody has to prove that a host name is theirs, so administrators alone hand them out."""
    return _writes(actor) and _is_admin(actor)


def can_see_everything(actor: Actor, membership: Membership | None) -> bool:
    """Editors see what is in their publication, be it public or not. So does the staff."""
    return isinstance(actor, Member) and (actor.is_staff or is_editor(membership))


def can_organise(actor: Actor, membership: Membership | None) -> bool:
    """Editors decide what their publication consists of besides its posts, and what stands where.

    Moderators keep order, and arrange nothing in the name of others. Administrators may.
    """
    return _writes(actor) and (_is_admin(actor) or is_editor(membership))


def can_change_members(actor: Actor, membership: Membership | None) -> bool:
    """Owners decide who is a member, and as what."""
    return can_edit_settings(actor, membership)


def can_transfer(actor: Actor, membership: Membership | None) -> bool:
    """Only an owner can give away being one."""
    return _writes(actor) and is_owner(membership)


def can_invite(actor: Actor, membership: Membership | None) -> bool:
    """Editors invite somebody; see `can_invite_as`."""
    return can_invite_as(actor, membership, PublicationRole.CONTRIBUTOR)


def can_invite_as(actor: Actor, membership: Membership | None, role: PublicationRole) -> bool:
    """Owners invite to every role, editors invite contributors: nobody makes their own equals."""
    if not _writes(actor):
        return False
    if _is_admin(actor) or is_owner(membership):
        return True
    return role is PublicationRole.CONTRIBUTOR and is_editor(membership)


def can_view_invitation(
    actor: Actor,
    invitation: PublicationInvitation,
    membership: Membership | None,
    address: str | None,
) -> bool:
    """Those who may invite see all invitations, and whoever has the address sees theirs."""
    return can_invite(actor, membership) or invitation.is_for(address)


def can_publish(actor: Actor, publication: Publication, membership: Membership | None) -> bool:
    """Editors publish; contributors where the publication lets them do so themselves."""
    if not _writes(actor):
        return False
    if _is_admin(actor) or is_editor(membership):
        return True
    lets_them = publication.contributor_publishing is ContributorPublishing.THEMSELVES
    return membership is not None and lets_them


def _writes(actor: Actor) -> bool:
    return isinstance(actor, Member) and Scope.WRITE_POSTS in actor.scopes


def _is_admin(actor: Actor) -> bool:
    return isinstance(actor, Member) and actor.is_admin

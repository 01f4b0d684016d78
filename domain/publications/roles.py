"""What each role in a publication includes. No member has none."""

from domain.publications.models import Membership, PublicationRole

_EDITORS = frozenset({PublicationRole.EDITOR, PublicationRole.OWNER})


def is_owner(membership: Membership | None) -> bool:
    return membership is not None and membership.role is PublicationRole.OWNER


def is_editor(membership: Membership | None) -> bool:
    """Owners are editors too."""
    return membership is not None and is_editor_role(membership.role)


def is_editor_role(role: PublicationRole | None) -> bool:
    """Whether this makes somebody an editor. None makes nobody one."""
    return role in _EDITORS

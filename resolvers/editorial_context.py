"""What those who write and edit need: services and loaders, made when they are first asked for.

Most requests are readers', who need none of it, and should not wait for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from domain.actor import Actor, Member
from domain.audit import AuditEntry
from domain.auditing import AuditService
from domain.authorship.inviting import InvitingService
from domain.authorship.models import CoAuthorInvitation
from domain.authorship.service import AuthorshipService
from domain.ids import AuditEntryId, CoAuthorInvitationId, PreviewLinkId, PublicationId
from domain.previews.models import PreviewLink
from domain.previews.service import PreviewService
from domain.publications.models import Membership
from domain.publications.ports import MembershipReader
from resolvers.loaders import BatchLoader, LoaderByKey


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialServices:
    audit: AuditService
    authorship: AuthorshipService
    inviting: InvitingService
    memberships: MembershipReader
    previews: PreviewService


class Editorial:
    """The services of one request, and what it has read through them."""

    def __init__(self, actor: Actor, make: Callable[[], EditorialServices]) -> None:
        self._actor = actor
        self._make = make

    @cached_property
    def services(self) -> EditorialServices:
        return self._make()

    @cached_property
    def loaders(self) -> "EditorialLoaders":
        return _loaders(self.services, self._actor)

    def clear_all(self) -> None:
        """Forget everything that was read."""
        vars(self).pop("loaders", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialLoaders:
    """What the actor may not see, these do not find."""

    audit_entry: BatchLoader[AuditEntryId, AuditEntry | None]
    co_author_invitation: BatchLoader[CoAuthorInvitationId, CoAuthorInvitation | None]
    preview_link: BatchLoader[PreviewLinkId, PreviewLink | None]
    viewer_membership: BatchLoader[PublicationId, Membership | None]
    """What the actor is in a publication."""


def _loaders(services: EditorialServices, actor: Actor) -> EditorialLoaders:
    return EditorialLoaders(
        audit_entry=LoaderByKey(partial(services.audit.visible, actor), default=None),
        co_author_invitation=LoaderByKey(partial(services.inviting.visible, actor), default=None),
        preview_link=LoaderByKey(partial(services.previews.visible, actor), default=None),
        viewer_membership=LoaderByKey(
            partial(_memberships, services.memberships, actor), default=None
        ),
    )


async def _memberships(
    reader: MembershipReader, actor: Actor, ids: Sequence[PublicationId]
) -> Mapping[PublicationId, Membership]:
    return await reader.of_user(actor.user_id, ids) if isinstance(actor, Member) else {}

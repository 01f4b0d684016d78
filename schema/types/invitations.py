"""Invitations to publications as the API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain.ids import PUBLICATION_INVITATION
from domain.publications import invitations as models
from domain.publications.models import PublicationRole
from execution.fields import batched
from resolvers import invitations as resolvers
from schema.declarations import described, identified, shows
from schema.node import Node
from schema.types import roles  # noqa: F401 - declared before the first field that shows one
from schema.types.users import User

if TYPE_CHECKING:
    from schema.types.publications import Publication

_Publication = Annotated["Publication", strawberry.lazy("schema.types.publications")]


@shows(models.PublicationInvitation)
class PublicationInvitation(Node):
    """An invitation to become a member of a publication: sent to an address, or a link for many.

    Only those who may invite see it, and whoever has proved the address it was sent to.
    """

    id: strawberry.ID = identified(PUBLICATION_INVITATION)
    publication: _Publication = batched(resolvers.publications)
    inviter: User = batched(resolvers.inviters)
    role: PublicationRole = described("What whoever accepts becomes.")
    email: str | None = described("The address it was sent to. Null for a link.")
    capacity: int = described("How many people may accept it.")
    uses: int = described("How many have accepted it.")
    created_at: datetime = described("When it was made, or sent for the last time, in UTC.")
    expires_at: datetime = described("Until when it can be accepted, in UTC.")


@shows(models.InvitationPreview)
class InvitationPreview:
    """What the holder of a link may know before they accept it."""

    publication: _Publication = batched(resolvers.publications)
    inviter: User = batched(resolvers.inviters)
    role: PublicationRole = described("What whoever accepts becomes.")
    expires_at: datetime = described("Until when it can be accepted, in UTC.")
    is_personal: bool = described(
        "Whether it was sent to one address, and is for whoever has proved that address."
    )

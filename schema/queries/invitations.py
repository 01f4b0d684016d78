"""Finding out what one is invited to."""

from execution.fields import root
from resolvers import invitations as resolvers
from schema.declarations import root_type
from schema.types.invitations import InvitationPreview


@root_type
class InvitationQueries:
    """Reading about invitations."""

    invitation: InvitationPreview | None = root(resolvers.invitation, viewer=True)

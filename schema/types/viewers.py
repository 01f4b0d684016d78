"""The viewer as the API shows them."""

from domain import actor
from domain.actor import Scope, SiteRole
from execution.fields import batched
from resolvers import authorship, invitations, media, tag_changes
from resolvers import sessions as own
from resolvers import viewers as resolvers
from schema.connections import Connection
from schema.declarations import described, shows, shows_enum
from schema.types.authorship import CoAuthorInvitation
from schema.types.invitations import PublicationInvitation
from schema.types.media import Media
from schema.types.sessions import Session
from schema.types.tags import Tag
from schema.types.users import User

shows_enum(
    SiteRole,
    description="What somebody is on this server.",
    values={
        SiteRole.MEMBER: "Somebody who has an account.",
        SiteRole.MODERATOR: "Somebody who keeps order among all members.",
        SiteRole.ADMIN: "Somebody who runs the server.",
    },
)

shows_enum(
    Scope,
    description="A part of what a person may do, which an access token may have been given.",
    values={
        Scope.READ: "Reading what the person may read.",
        Scope.WRITE_POSTS: "Writing posts and everything that belongs to publications.",
        Scope.WRITE_COMMENTS: "Writing comments, and reacting.",
        Scope.MODERATE: "Moderating, where the person is a moderator.",
        Scope.ADMIN: "Administration, where the person is an administrator.",
    },
)


@shows(actor.Member)
class Viewer:
    """Whoever is signed in, and what is for them alone."""

    media: Connection[Media] = batched(media.media_of_viewers, viewer=True)
    user: User = batched(resolvers.users, viewer=True)
    co_author_invitations: Connection[CoAuthorInvitation] = batched(
        authorship.invitations_of_viewers, viewer=True
    )
    email: str = batched(own.emails, viewer=True)
    email_is_verified: bool = batched(own.are_verified, viewer=True)
    sessions: Connection[Session] = batched(own.sessions, viewer=True)
    role: SiteRole = described("What the viewer is on this server.")
    unused_tags: Connection[Tag] | None = batched(tag_changes.unused_tags, viewer=True)
    scopes: list[Scope] = described("What the request may do: everything, in a session.")
    publication_invitations: Connection[PublicationInvitation] = batched(
        invitations.of_viewers, viewer=True
    )

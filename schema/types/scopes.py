"""What people are on this server, and what they may do."""

from domain.actor import Scope, SiteRole
from schema.declarations import shows_enum

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
        Scope.WRITE_COMMENTS: "Writing comments, reacting, and following.",
        Scope.MODERATE: "Moderating, where the person is a moderator.",
        Scope.ADMIN: "Administration, where the person is an administrator.",
    },
)

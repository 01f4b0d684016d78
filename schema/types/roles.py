"""What somebody may do in a publication, and how it works, as the API names them."""

from domain.publications.models import CommentsDefault, ContributorPublishing, PublicationRole
from schema.declarations import shows_enum

shows_enum(
    PublicationRole,
    description="What somebody may do in a publication.",
    values={
        PublicationRole.CONTRIBUTOR: "Writes for it. Its editors publish.",
        PublicationRole.EDITOR: "Edits and publishes every post of it, and invites contributors.",
        PublicationRole.OWNER: "Decides how it works, and who else is a member, as what.",
    },
)

shows_enum(
    ContributorPublishing,
    description="How what a contributor writes is published.",
    values={
        ContributorPublishing.NEVER: "Editors publish what they choose; nobody can ask them to.",
        ContributorPublishing.AFTER_REVIEW: "Contributors submit it, and editors approve it.",
        ContributorPublishing.THEMSELVES: "Contributors publish it themselves.",
    },
)

shows_enum(
    CommentsDefault,
    description="Who may comment on a post that says nothing else.",
    values={
        CommentsDefault.OPEN: "Everyone who is signed in.",
        CommentsDefault.FOLLOWERS: "Those who follow the publication, and its members.",
        CommentsDefault.MEMBERS: "Its members.",
        CommentsDefault.OFF: "Nobody.",
    },
)

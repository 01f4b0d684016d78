"""What somebody may do in a publication, and how it works, as the API names them."""

from domain.publications.models import ContributorPublishing, DiscussionPolicy, PublicationRole
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
    DiscussionPolicy,
    description="Who may comment. Whose post it is may wherever anybody may.",
    values={
        DiscussionPolicy.OPEN: "Everyone who is signed in.",
        DiscussionPolicy.FOLLOWERS: "Those who follow the author of the post or the publication, "
        "and the members of the publication.",
        DiscussionPolicy.MEMBERS: "The members of the publication.",
        DiscussionPolicy.OFF: "Nobody.",
    },
)

"""What can be done to badges."""

from typing import Annotated

import strawberry

from domain.ids import BADGE
from resolvers import badges as resolvers
from schema.declarations import described, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.badges import Badge
from schema.types.users import User


@shows(resolvers.CreatedBadge)
class CreateBadgeSuccess:
    """The badge is there."""

    badge: Badge = described("The new badge.")


CreateBadgeResult = Annotated[
    CreateBadgeSuccess | AnyError,
    strawberry.union("CreateBadgeResult", description="What came of creating a badge."),
]


@shows(resolvers.UpdatedBadge)
class UpdateBadgeSuccess:
    """The badge is changed."""

    badge: Badge = described("The badge as it is now.")


UpdateBadgeResult = Annotated[
    UpdateBadgeSuccess | AnyError,
    strawberry.union("UpdateBadgeResult", description="What came of updating a badge."),
]


@shows(resolvers.DeletedBadge)
class DeleteBadgeSuccess:
    """The badge is gone."""

    deleted_badge_id: strawberry.ID = refers_to(BADGE, "deleted_badge_id", "The id that it had.")


DeleteBadgeResult = Annotated[
    DeleteBadgeSuccess | AnyError,
    strawberry.union("DeleteBadgeResult", description="What came of deleting a badge."),
]


@shows(resolvers.AwardedToPerson)
class AwardBadgeSuccess:
    """The person has the badge."""

    badge: Badge = described("The badge.")
    user: User = described("The person, who has it now.")


AwardBadgeResult = Annotated[
    AwardBadgeSuccess | AnyError,
    strawberry.union("AwardBadgeResult", description="What came of awarding a badge."),
]


@shows(resolvers.RevokedFromPerson)
class RevokeBadgeSuccess:
    """The person does not have the badge."""

    badge: Badge = described("The badge.")
    user: User = described("The person, who does not have it any more.")


RevokeBadgeResult = Annotated[
    RevokeBadgeSuccess | AnyError,
    strawberry.union("RevokeBadgeResult", description="What came of revoking a badge."),
]


@root_type
class BadgeMutations:
    """Changing badges."""

    award_badge: AwardBadgeResult = mutation(resolvers.award_badge)
    create_badge: CreateBadgeResult = mutation(resolvers.create_badge)
    delete_badge: DeleteBadgeResult = mutation(resolvers.delete_badge)
    revoke_badge: RevokeBadgeResult = mutation(resolvers.revoke_badge)
    update_badge: UpdateBadgeResult = mutation(resolvers.update_badge)

"""What people can change of how everyone sees them."""

from typing import Annotated

import strawberry

from resolvers import profiles as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.users import User


@shows(resolvers.UpdatedProfile)
class UpdateProfileSuccess:
    """The profile is as was asked."""

    user: User = described("The viewer as everyone sees them now.")


UpdateProfileResult = Annotated[
    UpdateProfileSuccess | AnyError,
    strawberry.union("UpdateProfileResult", description="What came of changing a profile."),
]


@root_type
class ProfileMutations:
    """Changing a profile."""

    update_profile: UpdateProfileResult = mutation(resolvers.update_profile)

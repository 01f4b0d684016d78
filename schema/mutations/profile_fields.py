"""What people can add to their profiles."""

from typing import Annotated

import strawberry

from domain.users import profile_fields as models
from domain.users.profile_fields import LONGEST_NAME
from domain.web_addresses import LONGEST_ADDRESS
from resolvers import profile_fields as resolvers
from schema.declarations import accepts, described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.users import User


@accepts(models.ProfileField)
class ProfileFieldInput:
    """A line for a profile."""

    name: str = described(f"What it is about: 1 to {LONGEST_NAME} characters.")
    value: str = described(f"What it says, or an address: 1 to {LONGEST_ADDRESS:,} characters.")


@shows(resolvers.SetProfileFields)
class SetProfileFieldsSuccess:
    """The profile has these lines."""

    user: User = described("The viewer as everyone sees them now.")


SetProfileFieldsResult = Annotated[
    SetProfileFieldsSuccess | AnyError,
    strawberry.union(
        "SetProfileFieldsResult", description="What came of changing the lines of a profile."
    ),
]


@root_type
class ProfileFieldMutations:
    """Changing the lines of a profile."""

    set_profile_fields: SetProfileFieldsResult = mutation(resolvers.set_profile_fields)

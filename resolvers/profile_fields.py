"""The lines that people add to their profiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.users.models import User
from domain.users.profile_fields import MOST_FIELDS, ProfileField
from resolvers.context import RequestContext


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProfileFields:
    """What changing the lines of a profile answers with."""

    user: User


async def set_profile_fields(
    context: RequestContext,
    *,
    fields: Annotated[
        list[ProfileField],
        f"The lines, in their order, {MOST_FIELDS} at most. None leaves no line.",
    ],
) -> SetProfileFields:
    """Let the profile of the viewer have these lines, in place of those it has today."""
    return SetProfileFields(
        user=await context.services.profile_fields.replace(context.actor, fields)
    )


async def profile_fields(
    context: RequestContext, users: Sequence[User]
) -> Sequence[Sequence[ProfileField]]:
    """Lines that the person added to their profile, in their order: 8 at most."""
    return await context.loaders.profile_fields.load_many(user.id for user in users)

"""Changing what somebody says of themselves."""

from dataclasses import dataclass
from typing import Annotated

from domain.accounts.profiles import LONGEST_BIO, LONGEST_LOCATION, Profile
from domain.accounts.texts import MOST_NAME_CHARACTERS
from domain.users.models import User
from resolvers.context import RequestContext


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedProfile:
    """What changing a profile answers with."""

    user: User


async def update_profile(
    context: RequestContext,
    *,
    username: Annotated[
        str | None,
        "The name in addresses: 1 to 60 of a-z, 0-9, - and _. The former one keeps answering.",
    ] = None,
    name: Annotated[
        str | None, f"The name to display, 1 to {MOST_NAME_CHARACTERS} characters."
    ] = None,
    bio: Annotated[
        str | None,
        f"What they say of themselves, as plain text of at most {LONGEST_BIO} characters. "
        "Empty takes it away.",
    ] = None,
    location: Annotated[
        str | None,
        f"Where they say they are, {LONGEST_LOCATION} characters at most. Empty takes it away.",
    ] = None,
    website_url: Annotated[
        str | None,
        "The address of their own site, http or https, 2,000 characters at most. "
        "Empty takes it away.",
    ] = None,
) -> UpdatedProfile:
    """Change the profile of the viewer. What is left out, or null, stays as it is."""
    profile = Profile(
        username=username, name=name, bio=bio, location=location, website_url=website_url
    )
    return UpdatedProfile(user=await context.services.profiles.update(context.actor, profile))

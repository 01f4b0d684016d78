"""Badges: what can be done to them, who has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.badges.editing import LONGEST_DESCRIPTION, LONGEST_NAME, BadgeWords
from domain.badges.models import (
    LATEST_AWARDED,
    LATEST_HOLDERS,
    NEWEST_BADGES,
    AwardedBadge,
    Badge,
    BadgesOf,
    Holder,
    HoldersOf,
)
from domain.ids import BADGE, USER, BadgeId, GlobalId
from domain.paging import Page
from domain.users.models import User
from domain.web_addresses import LONGEST_ADDRESS
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.paging import pages

_ABOUT_SLUGS = "200 characters at most"
_ABOUT_DESCRIPTIONS = f"plain text of {LONGEST_DESCRIPTION:,} characters at most"
_ABOUT_IMAGES = f"The http or https address of its picture, {LONGEST_ADDRESS:,} characters at most."

Badged = Annotated[GlobalId, "The badge."]
Person = Annotated[GlobalId, "The person."]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedBadge:
    """What creating a badge answers with."""

    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedBadge:
    """What updating a badge answers with."""

    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedBadge:
    """What deleting a badge answers with."""

    deleted_badge_id: BadgeId


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardedToPerson:
    """What awarding a badge answers with."""

    badge: Badge
    user: User


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedFromPerson:
    """What revoking a badge answers with."""

    badge: Badge
    user: User


async def create_badge(
    context: RequestContext,
    *,
    name: Annotated[str, f"The name to display, of 1 to {LONGEST_NAME} characters."],
    slug: Annotated[
        str | None, f"The name in addresses, {_ABOUT_SLUGS}. Made of the name if not given."
    ] = None,
    description: Annotated[str | None, f"What it is awarded for: {_ABOUT_DESCRIPTIONS}."] = None,
    image_url: Annotated[str | None, _ABOUT_IMAGES] = None,
) -> CreatedBadge:
    """Make a badge that nobody has yet. For moderators and administrators."""
    words = BadgeWords(name=name, slug=slug, description=description, image_url=image_url)
    return CreatedBadge(badge=await context.services.badge_editing.create(context.actor, words))


async def update_badge(
    context: RequestContext,
    *,
    badge_id: Badged,
    name: Annotated[
        str | None, f"Another name to display, of 1 to {LONGEST_NAME} characters."
    ] = None,
    slug: Annotated[str | None, f"Another name in addresses, {_ABOUT_SLUGS}."] = None,
    description: Annotated[
        str | None,
        f"What it is awarded for: {_ABOUT_DESCRIPTIONS}. An empty text removes it.",
    ] = None,
    image_url: Annotated[str | None, f"{_ABOUT_IMAGES} An empty text removes it."] = None,
) -> UpdatedBadge:
    """Change what is given of a badge. For moderators and administrators."""
    wanted = to_id(BADGE, badge_id, argument="badgeId")
    words = BadgeWords(name=name, slug=slug, description=description, image_url=image_url)
    badge = await context.services.badge_editing.update(context.actor, wanted, words)
    return UpdatedBadge(badge=badge)


async def delete_badge(context: RequestContext, *, badge_id: Badged) -> DeletedBadge:
    """Remove a badge, also from everybody who has it. For moderators and administrators."""
    wanted = to_id(BADGE, badge_id, argument="badgeId")
    deleted = await context.services.badge_editing.delete(context.actor, wanted)
    return DeletedBadge(deleted_badge_id=deleted)


async def award_badge(
    context: RequestContext, *, badge_id: Badged, user_id: Person
) -> AwardedToPerson:
    """Give a badge to somebody, who may have it already. For moderators and administrators."""
    badge, user = await context.services.badge_awarding.award(
        context.actor,
        to_id(BADGE, badge_id, argument="badgeId"),
        to_id(USER, user_id, argument="userId"),
    )
    return AwardedToPerson(badge=badge, user=user)


async def revoke_badge(
    context: RequestContext, *, badge_id: Badged, user_id: Person
) -> RevokedFromPerson:
    """Take a badge away from somebody, if they have it. For moderators and administrators."""
    badge, user = await context.services.badge_awarding.revoke(
        context.actor,
        to_id(BADGE, badge_id, argument="badgeId"),
        to_id(USER, user_id, argument="userId"),
    )
    return RevokedFromPerson(badge=badge, user=user)


async def badges(
    context: RequestContext,
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[Badge]:
    """Every badge that this server awards, newest first."""
    request = page_request(first, after, last, before, order=NEWEST_BADGES)
    return await context.services.badges.newest(request)


async def badges_of_users(
    context: RequestContext,
    users: Sequence[User],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[AwardedBadge]]:
    """Badges that the person was awarded, the latest first."""
    request = page_request(first, after, last, before, order=LATEST_AWARDED)
    return await pages(context, (BadgesOf(user.id) for user in users), request)


async def holders(
    context: RequestContext,
    badges: Sequence[Badge],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Holder]]:
    """People who have the badge, the latest first."""
    request = page_request(first, after, last, before, order=LATEST_HOLDERS)
    return await pages(context, (HoldersOf(badge.id) for badge in badges), request)

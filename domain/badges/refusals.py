"""What can be refused about a badge."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeNotFound(NotFound):
    code = "BADGE_NOT_FOUND"
    message: str = "There is no such badge."


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeSlugTaken(Conflict):
    code = "BADGE_SLUG_TAKEN"
    message: str = "Another badge has this slug."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyBadges(Conflict):
    code = "TOO_MANY_BADGES"
    message: str = "There are as many badges as a server may have."

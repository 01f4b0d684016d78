"""What can be refused about a tag."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class TagNotFound(NotFound):
    code = "TAG_NOT_FOUND"
    message: str = "There is no such tag."


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSlugTaken(Conflict):
    code = "TAG_SLUG_TAKEN"
    message: str = "Another tag has this slug, or had it."


@dataclass(frozen=True, slots=True, kw_only=True)
class TagInUse(Conflict):
    code = "TAG_IN_USE"
    message: str = "Posts are filed under this tag. Merge it into another one instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRenamedTooOften(Conflict):
    code = "TAG_RENAMED_TOO_OFTEN"
    message: str = "This tag has had as many slugs as one may have."

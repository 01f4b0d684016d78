"""What can be refused about a page."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNotFound(NotFound):
    code = "PAGE_NOT_FOUND"
    message: str = "There is no such page."


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAddressTaken(Conflict):
    code = "PAGE_ADDRESS_TAKEN"
    message: str = "Something else in the publication has this slug or path, or had it."


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMovedTooOften(Conflict):
    code = "PAGE_MOVED_TOO_OFTEN"
    message: str = "This page has had as many addresses as one may have."


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAlreadyPublished(Conflict):
    code = "PAGE_ALREADY_PUBLISHED"
    message: str = "This page is already published."


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNotPublished(Conflict):
    code = "PAGE_NOT_PUBLISHED"
    message: str = "This page is not published."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyPages(Conflict):
    code = "TOO_MANY_PAGES"
    message: str = "The publication has as many pages as one may have."

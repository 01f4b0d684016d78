"""What can be refused about a redirect."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectNotFound(NotFound):
    code = "REDIRECT_NOT_FOUND"
    message: str = "There is no such redirect."


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectTargetNotFound(NotFound):
    code = "REDIRECT_TARGET_NOT_FOUND"
    message: str = "The publication has no such post or page."


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectSourceTaken(Conflict):
    code = "REDIRECT_SOURCE_TAKEN"
    message: str = "A post, a page or another redirect of the publication is at this path."


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectLoops(Conflict):
    code = "REDIRECT_LOOPS"
    message: str = "This redirect would lead back to where it begins."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyRedirects(Conflict):
    code = "TOO_MANY_REDIRECTS"
    message: str = "The publication has as many redirects as its editors may write."

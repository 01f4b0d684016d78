"""What can be refused about links to previews."""

from dataclasses import dataclass

from domain.previews.models import MOST_LINKS
from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLinkNotFound(NotFound):
    code = "PREVIEW_LINK_NOT_FOUND"
    message: str = "There is no such link."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyPreviewLinks(Conflict):
    code = "TOO_MANY_PREVIEW_LINKS"
    message: str = f"A post has at most {MOST_LINKS} links. Revoke one first."

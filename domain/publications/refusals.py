"""What can be refused about a publication."""

from dataclasses import dataclass

from domain.refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationNotFound(NotFound):
    code = "PUBLICATION_NOT_FOUND"
    message: str = "There is no such publication."

"""What can be refused to those who leave."""

from dataclasses import dataclass

from domain.refusals import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationNeedsOwner(Conflict):
    code = "PUBLICATION_NEEDS_OWNER"
    message: str = "Others use a publication that only you own. Make somebody else its owner first."

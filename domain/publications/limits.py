"""How much of everything there may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationLimits:
    publications_per_person: int = 10
    former_names: int = 5
    """How many names a publication or a person keeps besides the one they have."""

    open_invitations: int = 100
    """Of one publication."""

    invitations_a_day: int = 100
    """Of one publication."""

"""From where somebody asks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the network tells of a request. Neither says who somebody is."""

    address: str | None = None
    """The caller's address, IPv4 or IPv6, as text. None where nobody knows."""

    user_agent: str | None = None
    """What the caller's program calls itself."""


UNKNOWN_VISIT = Visit()

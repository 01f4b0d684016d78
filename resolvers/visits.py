"""The visit an operation belongs to: where it comes from, and the cookie it may leave behind."""

from enum import Enum

from domain.accounts.models import Device
from domain.ids import SessionId


class SessionTransport(Enum):
    """How a client keeps a session, and brings it along."""

    BEARER = "bearer"
    COOKIE = "cookie"


class Visit:
    """A visit without a browser. It tells nothing of where it comes from, and takes no cookie.

    One belongs to one request. The HTTP endpoint makes visits that know more.
    """

    __slots__ = ("session_id",)

    def __init__(self) -> None:
        self.session_id: SessionId | None = None
        """The session that began during the visit."""

    @property
    def takes_cookies(self) -> bool:
        """Whether a cookie would be sent back, and believed."""
        return False

    @property
    def address(self) -> str | None:
        """The caller's address, IPv4 or IPv6, as text. None where nobody knows."""
        return None

    @property
    def device(self) -> Device:
        return Device()

    def keep(self, token: str) -> None:
        """Leave a cookie with the token of a session."""

    def forget(self) -> None:
        """Take the cookie away."""

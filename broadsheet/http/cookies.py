"""The cookie that holds the token of a session, and the pages that may use it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from starlette.requests import cookie_parser

from broadsheet.http.headers import Told

_DEFAULT_PORTS = {"http": 80, "https": 443}
_THIS_MACHINE = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCookie:
    """How the cookie is written, and from which pages it is believed.

    Browsers send a cookie whatever page makes the request. So it only counts where the browser
    says, in `Origin`, that the page is one of ours, and where the body is JSON, for which browsers
    ask before they send it for another origin.
    """

    name: str
    is_secure: bool
    lifetime: timedelta
    origins: frozenset[str]

    @classmethod
    def of(cls, address: str, origins: Iterable[str], lifetime: timedelta) -> "SessionCookie":
        """Return the cookie of the server at an address. Pages of its own origin may use it.

        The prefix `__Host-` makes browsers refuse one that somebody else has set. On one's own
        machine, people open either name of it, and browsers look for neither elsewhere.
        """
        is_secure = address.startswith("https://")
        name = "__Host-broadsheet" if is_secure else "broadsheet"
        allowed = frozenset(map(origin_of, (*_names_of(address), *origins)))
        return cls(name=name, is_secure=is_secure, lifetime=lifetime, origins=allowed)

    def is_believed(self, method: str, told: Told) -> bool:
        """Whether a cookie of this request would authorise. The body of a POST is JSON always."""
        return method == "POST" and told.get(b"origin") in self.origins

    def token_in(self, told: Told) -> str | None:
        cookies = told.get(b"cookie")
        return None if cookies is None else cookie_parser(cookies).get(self.name)

    def keeping(self, token: str) -> str:
        """Return the header that leaves the cookie. The server decides how long it is good."""
        return self._header(token, int(self.lifetime.total_seconds()))

    def forgetting(self) -> str:
        return self._header("", 0)

    def _header(self, value: str, seconds: int) -> str:
        secure = "; Secure" if self.is_secure else ""
        return f"{self.name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"


def _names_of(address: str) -> Iterable[str]:
    """Return an address, by every name of this machine if it is on it."""
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in _THIS_MACHINE:
        return (address,)
    port = f":{parts.port}" if parts.port else ""
    return tuple(f"http://{name}{port}" for name in _THIS_MACHINE)


def origin_of(address: str) -> str:
    """Return the origin of an address, as browsers write it."""
    parts = urlsplit(address)
    scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    shown = f"[{host}]" if ":" in host else host
    is_usual = port is None or port == _DEFAULT_PORTS.get(scheme)
    return f"{scheme}://{shown}" if is_usual else f"{scheme}://{shown}:{port}"

"""What the HTTP request behind an operation tells, and the cookie its answer leaves."""

from collections.abc import Sequence

from starlette.types import Scope

from broadsheet.adapters.networks import Address, Network, address_in, is_within, shown
from broadsheet.http.cookies import SessionCookie
from broadsheet.http.headers import Told
from domain.accounts.models import Device
from resolvers.visits import Visit

_FORWARDED = b"x-forwarded-for"
_LONGEST_USER_AGENT = 500


class Visits:
    """Knows callers by the address they are connected from, or by what trusted proxies say.

    `X-Forwarded-For` is read from its end, where the nearest proxy wrote. The caller is the first
    address that is no trusted proxy: whatever stands before it, the caller may have made up.
    """

    def __init__(self, cookie: SessionCookie, trusted_proxies: Sequence[Network] = ()) -> None:
        self.cookie = cookie
        self._trusted = tuple(trusted_proxies)

    def of(self, scope: Scope, told: Told) -> "HttpVisit":
        return HttpVisit(self, scope, told)

    def address(self, scope: Scope, told: Told) -> str | None:
        """Return the address of the caller, if it is one: behind a socket file there is none."""
        client = scope.get("client")
        connected: str | None = client and client[0]
        if connected is None:
            return None
        if self._trusted:
            nearest = address_in(connected)
            if nearest is not None and is_within(nearest, self._trusted):
                return str(self._forwarded(told, nearest))
        return shown(connected)

    def _forwarded(self, told: Told, nearest: Address) -> Address:
        for text in reversed((told.get(_FORWARDED) or "").split(",")):
            address = address_in(text)
            if address is None:
                break
            nearest = address
            if not is_within(address, self._trusted):
                break
        return nearest


class HttpVisit(Visit):
    """The visit that one request is. Nothing is read of the request until somebody asks."""

    __slots__ = ("_scope", "_told", "_visits", "set_cookie")

    def __init__(self, visits: Visits, scope: Scope, told: Told) -> None:
        super().__init__()
        self._visits = visits
        self._scope = scope
        self._told = told
        self.set_cookie: str | None = None
        """The header that leaves a cookie with the answer, or takes it away."""

    @property
    def takes_cookies(self) -> bool:
        return self._visits.cookie.is_believed(self._scope["method"], self._told)

    @property
    def cookie(self) -> str | None:
        """The token in the cookie, where it may be believed."""
        return self._visits.cookie.token_in(self._told) if self.takes_cookies else None

    @property
    def address(self) -> str | None:
        return self._visits.address(self._scope, self._told)

    @property
    def device(self) -> Device:
        return Device(_user_agent(self._told), self.address)

    def keep(self, token: str) -> None:
        self.set_cookie = self._visits.cookie.keeping(token)

    def forget(self) -> None:
        if self._visits.cookie.token_in(self._told) is not None:
            self.set_cookie = self._visits.cookie.forgetting()


def _user_agent(told: Told) -> str | None:
    text = told.get(b"user-agent") or ""
    printable = "".join(character for character in text if character.isprintable())
    return printable[:_LONGEST_USER_AGENT] or None

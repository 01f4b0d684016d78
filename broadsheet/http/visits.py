"""What the HTTP request behind an operation tells, and the cookie its answer leaves."""

from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import Response

from broadsheet.http.cookies import SessionCookie
from domain.accounts.models import Device
from resolvers.visits import Visit

_LONGEST_USER_AGENT = 500


class HttpVisit(Visit):
    """The visit that one request is. Nothing is read of the request until somebody asks."""

    __slots__ = ("_cookie", "_header", "_request")

    def __init__(self, request: Request, cookie: SessionCookie) -> None:
        super().__init__()
        self._request = request
        self._cookie = cookie
        self._header: str | None = None

    @property
    def takes_cookies(self) -> bool:
        return self._cookie.is_believed(self._request)

    @property
    def device(self) -> Device:
        return Device(_user_agent(self._request), _address(self._request))

    def keep(self, token: str) -> None:
        self._header = self._cookie.keeping(token)

    def forget(self) -> None:
        if self._cookie.token_in(self._request) is not None:
            self._header = self._cookie.forgetting()

    def mark(self, response: Response) -> None:
        """Put the cookie into the answer, if one was left or taken away."""
        if self._header is not None:
            response.headers.append("set-cookie", self._header)


def _user_agent(request: Request) -> str | None:
    text = request.headers.get("user-agent", "")
    printable = "".join(character for character in text if character.isprintable())
    return printable[:_LONGEST_USER_AGENT] or None


def _address(request: Request) -> str | None:
    """Return the address of the caller, if it is one: behind a socket file there is none."""
    try:
        return str(ip_address(request.client.host)) if request.client else None
    except ValueError:
        return None

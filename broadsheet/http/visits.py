"""From where a request came."""

from collections.abc import Sequence

from starlette.requests import Request

from broadsheet.adapters.networks import Address, Network, address_in, is_within
from domain.visits import Visit

_FORWARDED = "x-forwarded-for"
_LONGEST_USER_AGENT = 500


class Visits:
    """Knows callers by the address they are connected from, or by what trusted proxies say.

    `X-Forwarded-For` is read from its end, where the nearest proxy wrote. The caller is the first
    address that is no trusted proxy: whatever stands before it, the caller may have made up.
    """

    def __init__(self, trusted_proxies: Sequence[Network] = ()) -> None:
        self._trusted = tuple(trusted_proxies)

    def visit(self, request: Request) -> Visit:
        user_agent = request.headers.get("user-agent")
        return Visit(
            address=self._address(request),
            user_agent=user_agent and user_agent[:_LONGEST_USER_AGENT],
        )

    def _address(self, request: Request) -> str | None:
        client = request.scope.get("client")
        connected: str | None = client and client[0]
        if not self._trusted or connected is None:
            return connected
        nearest = address_in(connected)
        if nearest is None or not is_within(nearest, self._trusted):
            return connected
        return str(self._forwarded(request, nearest))

    def _forwarded(self, request: Request, nearest: Address) -> Address:
        told = ",".join(request.headers.getlist(_FORWARDED)).split(",")
        for text in reversed(told):
            address = address_in(text)
            if address is None:
                break
            nearest = address
            if not is_within(address, self._trusted):
                break
        return nearest

"""From where a request came."""

from collections.abc import Sequence

from starlette.types import Scope

from broadsheet.adapters.networks import Address, Network, address_in, is_within
from broadsheet.http.headers import Told
from domain.visits import Visit

_FORWARDED = b"x-forwarded-for"
_LONGEST_USER_AGENT = 500


class Visits:
    """Knows callers by the address they are connected from, or by what trusted proxies say.

    `X-Forwarded-For` is read from its end, where the nearest proxy wrote. The caller is the first
    address that is no trusted proxy: whatever stands before it, the caller may have made up.
    """

    def __init__(self, trusted_proxies: Sequence[Network] = ()) -> None:
        self._trusted = tuple(trusted_proxies)

    def visit(self, scope: Scope, told: Told) -> Visit:
        user_agent = told.get(b"user-agent")
        return Visit(
            address=self._address(scope, told),
            user_agent=user_agent and user_agent[:_LONGEST_USER_AGENT],
        )

    def _address(self, scope: Scope, told: Told) -> str | None:
        client = scope.get("client")
        connected: str | None = client and client[0]
        if not self._trusted or connected is None:
            return connected
        nearest = address_in(connected)
        if nearest is None or not is_within(nearest, self._trusted):
            return connected
        return str(self._forwarded(told, nearest))

    def _forwarded(self, told: Told, nearest: Address) -> Address:
        for text in reversed((told.get(_FORWARDED) or "").split(",")):
            address = address_in(text)
            if address is None:
                break
            nearest = address
            if not is_within(address, self._trusted):
                break
        return nearest

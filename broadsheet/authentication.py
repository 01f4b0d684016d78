"""Who is asking."""

from starlette.requests import Request

from domain.actor import Actor, Anonymous

_NOBODY = Anonymous()


async def actor_of(request: Request) -> Actor:
    """Tell who sent a request. There are no accounts yet, so whatever it brings, it is nobody."""
    del request
    return _NOBODY

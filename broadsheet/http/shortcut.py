"""The short way to the one path that nearly everyone asks for."""

from collections.abc import Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send


class ShortcutApplication(Starlette):
    """Answers one path by an application of its own, and leaves all others to Starlette.

    Finding a route among many, guarding against what it raises, and adding to what it sends is
    dearer than some operations. What a shortcut leads to has to answer for its own defects, and to
    send by itself what every answer carries.
    """

    def __init__(self, *, path: str, leads_to: ASGIApp, **given: Any) -> None:
        super().__init__(**given)
        self._path = path
        self._leads_to = leads_to

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == self._path:
            await self._leads_to(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def wrapped(app: ASGIApp, around: Sequence[Middleware]) -> ASGIApp:
    """Put middleware around an application, the first outermost, as Starlette does."""
    for cls, args, kwargs in reversed(around):
        app = cls(app, *args, **kwargs)
    return app

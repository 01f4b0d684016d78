"""The short way to the one path that nearly everyone asks for."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Shortcut:
    """Answers one path by its application, and leaves all others to the rest.

    Finding a route among many, and guarding against what it raises, is dearer than some operations.
    The application behind a shortcut has to answer for its own defects.
    """

    def __init__(self, app: ASGIApp, *, path: str, leads_to: ASGIApp) -> None:
        self._app = app
        self._path = path
        self._leads_to = leads_to

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == self._path:
            await self._leads_to(scope, receive, send)
        else:
            await self._app(scope, receive, send)

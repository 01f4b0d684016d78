"""Callers who hang up before they are answered."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

Result = TypeVar("Result")


class HungUp(Exception):  # noqa: N818 - nobody is left to whom it could be an error
    """The caller is gone, and what was done for it has been cancelled."""


async def unless_hung_up(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """Do the work for as long as the caller waits. Its body must have been read."""
    working = asyncio.create_task(work)
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise HungUp
        return working.result()
    finally:
        leaving.cancel()
        if not working.done():
            working.cancel()
            await asyncio.wait({working})


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass

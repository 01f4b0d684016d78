"""A connection to PostgreSQL that can be cut without a word."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlencode, urlsplit

from db.embedded.server import embedded_postgres
from tests.postgres import IN_A_HURRY, open_folder

_SOCKET = ".s.PGSQL.5432"


class Wire:
    """Carries bytes to PostgreSQL and back, until it is cut without a word."""

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self._carries = asyncio.Event()
        self._carries.set()
        self._carriers: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def laid_in(self, folder: str) -> AsyncIterator[None]:
        server = await asyncio.start_unix_server(self._connect, f"{folder}/{_SOCKET}")
        try:
            yield
        finally:
            for carrier in self._carriers:
                carrier.cancel()
            server.close()

    def cut(self) -> None:
        self._carries.clear()

    def mend(self) -> None:
        self._carries.set()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(self._socket)
        for source, target in ((reader, back), (there, writer)):
            self._carriers.add(asyncio.create_task(self._carry(source, target)))

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while chunk := await source.read(65_536):
            await self._carries.wait()
            target.write(chunk)
            await target.drain()
        target.close()


@asynccontextmanager
async def wired_postgres() -> AsyncIterator[tuple[str, Wire]]:
    """Start a server, and yield how to reach it through a wire, and the wire.

    It is a server of our own: one that runs already may be reached in another way than by a socket.
    """
    with (
        TemporaryDirectory() as folder,
        open_folder() as home,
        embedded_postgres(home, settings=IN_A_HURRY) as server,
    ):
        parts = urlsplit(server)
        query = urlencode({"host": folder, "port": "5432"})
        wire = Wire(str(Path(parse_qs(parts.query)["host"][0]) / _SOCKET))
        async with wire.laid_in(folder):
            yield parts._replace(query=query).geturl(), wire

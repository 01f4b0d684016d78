"""PostgreSQL goes away and comes back, or is there and says nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlencode, urlsplit

from broadsheet.health import Readiness
from db.embedded.server import embedded_postgres
from tests.http.workshop import codes, open_workshop
from tests.postgres import IN_A_HURRY, open_folder

_SOCKET = ".s.PGSQL.5432"


async def test_a_process_outlives_its_database_and_answers_as_soon_as_it_is_back() -> None:
    with open_folder() as folder, ExitStack() as running:
        dsn = running.enter_context(embedded_postgres(folder, settings=IN_A_HURRY))
        async with open_workshop(dsn) as workshop:
            readiness = Readiness(workshop.pool)
            assert (await workshop.post("{ one }")).status_code == 200

            running.close()
            for _ in range(3):
                answer = await workshop.post("{ one }")
                assert (answer.status_code, codes(answer)) == (503, ["UNAVAILABLE"])
                assert answer.headers["retry-after"] == "1"
            assert await readiness.obstacle() == "The database does not answer."
            assert (await workshop.post('{ echo(text: "a") }')).status_code == 200

            running.enter_context(embedded_postgres(folder, settings=IN_A_HURRY))
            assert (await workshop.post("{ one }")).json()["data"] == {"one": 1}


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


async def test_a_database_that_falls_silent_is_given_up_in_time() -> None:
    # A server of our own: one that runs already may be reached in another way than by a socket.
    with (
        TemporaryDirectory() as folder,
        open_folder() as home,
        embedded_postgres(home, settings=IN_A_HURRY) as server,
    ):
        parts = urlsplit(server)
        query = urlencode({"host": folder, "port": "5432"})
        dsn = parts._replace(query=query).geturl()
        wire = Wire(str(Path(parse_qs(parts.query)["host"][0]) / _SOCKET))
        silence = {"answer_seconds": 0.1, "acquire_seconds": 0.2, "connect_seconds": 0.2}
        async with wire.laid_in(folder), open_workshop(dsn, **silence) as workshop:
            assert (await workshop.post("{ one }")).status_code == 200

            wire.cut()
            async with asyncio.timeout(5):
                answers = [await workshop.post("{ one }") for _ in range(3)]
            wire.mend()

            assert {(answer.status_code, *codes(answer)) for answer in answers} == {
                (503, "UNAVAILABLE")
            }
            assert (await workshop.post("{ one }")).status_code == 200

"""PostgreSQL goes away and comes back, or is there and says nothing."""

import asyncio
from contextlib import ExitStack
from typing import Any

from broadsheet.health import Readiness
from db.embedded.server import embedded_postgres
from tests.http.workshop import codes, open_workshop
from tests.postgres import IN_A_HURRY, open_folder
from tests.wire import wired_postgres


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


async def test_a_database_that_falls_silent_is_given_up_in_time() -> None:
    silence: dict[str, Any] = {
        "answer_seconds": 0.1,
        "acquire_seconds": 0.2,
        "connect_seconds": 0.2,
    }
    async with wired_postgres() as (dsn, wire), open_workshop(dsn, **silence) as workshop:
        assert (await workshop.post("{ one }")).status_code == 200

        wire.cut()
        async with asyncio.timeout(5):
            answers = [await workshop.post("{ one }") for _ in range(3)]
        wire.mend()

        assert {(answer.status_code, *codes(answer)) for answer in answers} == {
            (503, "UNAVAILABLE")
        }
        assert (await workshop.post("{ one }")).status_code == 200

"""What operators see: health, numbers, and one line in the log for each operation."""

import logging

import pytest
from structlog.testing import capture_logs

from broadsheet.health import Readiness
from broadsheet.metrics import Metrics, watching_the_loop
from db.pool import Pool, PoolLimits
from tests.http.workshop import STANDARD, Workshop, open_workshop
from tests.pinned import PinnedDatabase
from tests.waiting import until


async def test_a_process_on_a_migrated_database_is_ready(database: PinnedDatabase) -> None:
    assert await Readiness(database).obstacle() is None


async def test_a_process_on_a_database_that_lacks_migrations_is_not(workshop: Workshop) -> None:
    obstacle = await Readiness(workshop.pool).obstacle()

    assert obstacle == "The database lacks migrations. Run `broadsheet migrate`."


async def test_a_process_whose_database_is_gone_is_not() -> None:
    pool = Pool("postgresql://nobody@127.0.0.1:1/nothing", PoolLimits())
    async with pool.open():
        assert await Readiness(pool).obstacle() == "The database does not answer."


async def test_a_process_that_is_told_to_end_is_not(database: PinnedDatabase) -> None:
    readiness = Readiness(database)

    readiness.end()

    assert await readiness.obstacle() == "The process is ending."


async def test_an_operation_is_one_line_without_any_value_of_the_caller(
    workshop: Workshop,
) -> None:
    query = "query Greet($t: String!) { one echo(text: $t) }"
    body = {"query": query, "variables": {"t": "a-secret"}}
    headers = {"authorization": "Bearer a-secret", "cookie": "a-secret", "x-request-id": "abc"}
    with capture_logs() as lines:
        await workshop.client.post("/graphql", json=body, headers=headers)

    [line] = lines
    assert line.pop("milliseconds") > 0
    assert line == {
        "event": "operation",
        "log_level": "info",
        "name": "Greet",
        "cost": 0,
        "items": 0,
        "rows": 1,
        "statements": 1,
        "status": 200,
        "codes": [],
    }


async def test_a_long_name_is_cut_short_in_the_log(workshop: Workshop) -> None:
    with capture_logs() as lines:
        await workshop.post(f"query {'N' * 10_000} {{ one }}")

    assert [line["name"] for line in lines] == ["N" * 100]


async def test_a_refused_operation_is_one_line_with_its_codes(workshop: Workshop) -> None:
    with capture_logs() as lines:
        await workshop.post("{ a-secret }", STANDARD)

    assert [(line["status"], line["codes"]) for line in lines] == [(400, ["GRAPHQL_PARSE_FAILED"])]
    assert "a-secret" not in str(lines)


async def test_a_defect_of_many_fields_is_logged_once(
    workshop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        await workshop.post("{ items { breaks } }")

    assert [record.levelname for record in caplog.records].count("ERROR") == 1


async def test_the_numbers_are_told_in_the_format_of_prometheus(server: str) -> None:
    async with open_workshop(server) as workshop:
        await workshop.post("{ one }")
        await workshop.post("{")

    lines = workshop.metrics.text().splitlines()
    assert 'broadsheet_answers_total{status="200"} 1' in lines
    assert 'broadsheet_errors_total{code="GRAPHQL_PARSE_FAILED"} 1' in lines
    assert "broadsheet_pool_acquired_total 1" in lines
    assert "# TYPE broadsheet_loop_lag_seconds gauge" in lines


async def test_the_lag_of_the_event_loop_is_watched() -> None:
    metrics = Metrics(loop_lag_seconds=-1)

    async def is_measured() -> bool:
        return metrics.loop_lag_seconds >= 0

    async with watching_the_loop(metrics):
        await until(is_measured)

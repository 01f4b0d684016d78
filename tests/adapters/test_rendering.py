"""Rendering in processes of its own: bounded, stoppable, and out of everybody's way."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from broadsheet.adapters.markdown import render
from broadsheet.adapters.rendering import BoundedRenderer, Limits
from broadsheet.adapters.rendering_pool import WorkerPool
from domain.content.refusals import ContentTooComplex, ContentTooLong
from domain.refusals import InvalidInput, Refusal, Refused

PATIENT = Limits(seconds=60)

# Hours of work for the highlighter: it looks for the end of each of these patterns in vain.
ENDLESS = "```perl\n" + "m{" * 24_000 + "\n```"


@pytest_asyncio.fixture(loop_scope="session")
async def pool() -> AsyncIterator[WorkerPool]:
    pool = WorkerPool(size=1)
    yield pool
    await pool.aclose()


async def _refusal(renderer: BoundedRenderer, markdown: str) -> Refusal:
    with pytest.raises(Refused) as refused:
        await renderer.render(markdown)
    return refused.value.refusal


async def test_a_worker_renders_what_the_function_renders(pool: WorkerPool) -> None:
    markdown = "# a\n\nb[^1]\n\n[^1]: c"

    assert await BoundedRenderer(pool, PATIENT).render(markdown) == render(markdown)


async def test_a_text_that_takes_too_long_is_refused_and_its_worker_replaced(
    pool: WorkerPool,
) -> None:
    refusal = await _refusal(BoundedRenderer(pool, Limits(seconds=0.1)), ENDLESS)

    assert isinstance(refusal, ContentTooComplex)
    assert not pool.idle_pids
    assert (await BoundedRenderer(pool, PATIENT).render("a")).text == "a"


async def test_a_text_that_is_too_long_is_refused_with_both_sizes(pool: WorkerPool) -> None:
    refusal = await _refusal(BoundedRenderer(pool, Limits(bytes=10)), "é" * 6)

    assert isinstance(refusal, ContentTooLong)
    assert refusal.message == "A text may have at most 10 bytes. This one has 12."
    assert not pool.idle_pids


async def test_a_text_that_nests_too_deep_is_refused_by_its_worker(pool: WorkerPool) -> None:
    refusal = await _refusal(BoundedRenderer(pool, PATIENT), ">" * 100)

    assert refusal == ContentTooComplex(message="This text nests too deep. Simplify it.")


async def test_half_a_surrogate_pair_is_no_text(pool: WorkerPool) -> None:
    assert isinstance(await _refusal(BoundedRenderer(pool), "\ud800"), InvalidInput)


async def test_workers_are_started_when_needed_and_used_again(pool: WorkerPool) -> None:
    renderer = BoundedRenderer(pool, PATIENT)
    assert not pool.idle_pids

    await renderer.render("a")
    first = pool.idle_pids
    await asyncio.gather(*(renderer.render("b") for _ in range(5)))

    assert len(first) == 1
    assert pool.idle_pids == first


async def test_a_worker_that_died_while_nobody_needed_it_is_replaced(pool: WorkerPool) -> None:
    renderer = BoundedRenderer(pool, PATIENT)
    await renderer.render("a")
    (pid,) = pool.idle_pids

    os.kill(pid, signal.SIGKILL)

    assert (await renderer.render("b")).text == "b"
    assert pid not in pool.idle_pids


async def test_a_worker_whose_caller_gave_up_is_not_used_again(pool: WorkerPool) -> None:
    renderer = BoundedRenderer(pool, PATIENT)
    await renderer.render("a")
    (pid,) = pool.idle_pids

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await renderer.render(ENDLESS)

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert (await renderer.render("b")).text == "b"


async def test_ctrl_c_in_the_terminal_is_not_for_workers(pool: WorkerPool) -> None:
    await BoundedRenderer(pool, PATIENT).render("a")

    (pid,) = pool.idle_pids
    assert os.getsid(pid) != os.getsid(0)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not show it")
async def test_workers_know_no_secrets(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@db.example/broadsheet")

    await BoundedRenderer(pool, PATIENT).render("a")

    (pid,) = pool.idle_pids
    assert "secret" not in _environment_of(pid)


async def test_closing_ends_every_worker() -> None:
    pool = WorkerPool(size=2)
    renderer = BoundedRenderer(pool, PATIENT)
    await asyncio.gather(renderer.render("a"), renderer.render("b"))
    pids = pool.idle_pids

    await pool.aclose()

    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def _environment_of(pid: int) -> str:
    return Path(f"/proc/{pid}/environ").read_text()

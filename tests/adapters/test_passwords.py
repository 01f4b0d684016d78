"""The real hasher: slow on purpose, off the event loop, and as slow where there is nothing."""

import asyncio
import threading
from collections.abc import AsyncIterator
from time import perf_counter

import pytest_asyncio
from argon2 import PasswordHasher

from broadsheet.adapters import passwords as adapter
from broadsheet.adapters.passwords import Argon2Passwords

PASSWORD = "a horse, a staple"


@pytest_asyncio.fixture(loop_scope="session")
async def passwords() -> AsyncIterator[Argon2Passwords]:
    hasher = Argon2Passwords(at_once=2)
    yield hasher
    await hasher.aclose()


async def test_a_password_matches_its_own_hash_alone(passwords: Argon2Passwords) -> None:
    one, two = await passwords.hash(PASSWORD), await passwords.hash(PASSWORD)

    assert one != two
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await passwords.matches(PASSWORD, one)
    assert await passwords.matches(PASSWORD, two)
    assert not await passwords.matches(f"{PASSWORD} ", one)
    assert not await passwords.matches("", one)
    assert not passwords.is_outdated(one)


async def test_nothing_matches_where_there_is_no_hash(passwords: Argon2Passwords) -> None:
    assert not await passwords.matches(PASSWORD, None)
    assert not await passwords.matches("", None)
    assert not await passwords.matches(PASSWORD, "no hash")


async def test_what_is_compared_with_nothing_is_made_with_the_same_parameters(
    passwords: Argon2Passwords,
) -> None:
    nobodys = passwords._nobodys  # noqa: SLF001 - what it costs cannot be seen from outside

    assert nobodys.split("$")[:4] == (await passwords.hash(PASSWORD)).split("$")[:4]
    assert list(map(len, nobodys.split("$"))) == list(
        map(len, (await passwords.hash(PASSWORD)).split("$"))
    )
    assert not passwords.is_outdated(nobodys)


async def test_a_weaker_hash_still_matches_and_is_outdated(passwords: Argon2Passwords) -> None:
    weaker = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)

    assert await passwords.matches(PASSWORD, weaker)
    assert passwords.is_outdated(weaker)


async def test_no_more_are_made_at_once_than_there_are_threads_and_the_loop_goes_on(
    passwords: Argon2Passwords,
) -> None:
    most, turns = 0, 0
    started = perf_counter()
    hashing = asyncio.gather(*(passwords.hash(PASSWORD) for _ in range(8)))
    while not hashing.done():
        most = max(most, sum(each.name.startswith("passwords") for each in threading.enumerate()))
        turns += 1
        await asyncio.sleep(0.001)
    await hashing

    assert most == 2
    assert turns > 10, f"the loop was held up for {perf_counter() - started} s"


async def test_whoever_gives_up_waiting_leaves_the_line(passwords: Argon2Passwords) -> None:
    waiting = [asyncio.ensure_future(passwords.hash(PASSWORD)) for _ in range(50)]
    await asyncio.sleep(0)
    for each in waiting:
        each.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)

    started = perf_counter()
    await passwords.hash(PASSWORD)
    alone = perf_counter() - started

    assert alone < 1, "50 hashes that nobody wants came first"


def test_the_parameters_are_those_that_were_promised() -> None:
    hasher = adapter._HASHER  # noqa: SLF001 - the promise itself

    assert (hasher.memory_cost, hasher.time_cost, hasher.parallelism) == (19 * 1024, 2, 1)

"""Hashing passwords by Argon2id, in threads of their own.

A hash takes some 20 ms and 19 MiB, which is what makes trying passwords dear. The threads are as
many as there are cores: more would only take memory, and the event loop goes on meanwhile.
"""

import asyncio
import os
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from secrets import token_bytes
from typing import TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

_Answer = TypeVar("_Answer")

_HASHER = PasswordHasher(
    time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)
"""The first of the equal choices that OWASP recommends."""


class Argon2Passwords:
    def __init__(self, at_once: int | None = None) -> None:
        self._threads = ThreadPoolExecutor(at_once or os.cpu_count() or 1, "passwords")
        self._nobodys = _nobodys_hash()

    async def hash(self, password: str) -> str:
        return await self._in_a_thread(lambda: _HASHER.hash(password))

    async def matches(self, password: str, password_hash: str | None) -> bool:
        compared = password_hash or self._nobodys
        return await self._in_a_thread(lambda: _matches(password, compared))

    def is_outdated(self, password_hash: str) -> bool:
        return _HASHER.check_needs_rehash(password_hash)

    async def aclose(self) -> None:
        """End the threads. Whatever waits for one is cancelled."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _in_a_thread(self, work: Callable[[], _Answer]) -> _Answer:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _matches(password: str, password_hash: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _nobodys_hash() -> str:
    """Return a hash of no password. To find that out takes as long as with any other."""
    salt, digest = (b64encode(token_bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={_HASHER.memory_cost},t={_HASHER.time_cost},p=1${salt}${digest}"

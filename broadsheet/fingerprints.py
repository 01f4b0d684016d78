"""What is stored of a request that carries a key, to know it again."""

import asyncio
from hashlib import scrypt, sha256
from uuid import UUID

_PASSWORD = "password"  # noqa: S105 - what arguments that hold one are called
_AT_ONCE = 2
_COST, _BLOCK = 1 << 14, 8
"""16 MiB and some 50 ms: about what Argon2 takes here for a password."""


class Fingerprints:
    """Tells requests apart. Those that may hold a password are dear to guess.

    Their fast hash would let whoever reads the table try passwords fast, past Argon2.
    """

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def of(self, request: str, user_id: UUID, key: str) -> bytes:
        """Return 32 bytes, the same for the same request, user and key."""
        written = request.encode()
        # Whoever gives a password names the argument, in the document or in the variables.
        if _PASSWORD not in request.lower():
            return sha256(written).digest()
        salt = user_id.bytes + key.encode()
        async with self._places:
            return await asyncio.to_thread(_slow, sha256(written).digest(), salt)


def _slow(digest: bytes, salt: bytes) -> bytes:
    return scrypt(digest, salt=salt, n=_COST, r=_BLOCK, p=1, dklen=32)

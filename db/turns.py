"""Taking turns at what no row stands for, such as the list of all redirects of a publication."""

from uuid import UUID

from db.executor import Executor

_TAKE = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"


async def take_turn(connection: Executor, at: str, id: UUID) -> None:
    """Wait until nobody else changes this, and keep others waiting until the transaction ends."""
    await connection.execute(_TAKE, f"{at} {id.hex}")

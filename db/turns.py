"""Taking turns at what no row stands for, such as the list of all redirects of a publication."""

from uuid import UUID

from db.executor import Executor

_TAKE = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"

_SHARE = "SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))"

TAG_NAMES = "tag names"
"""What tags are called. Those who file posts share a turn, those who rename and merge do not."""


BETWEEN_PEOPLE = "between two people"
"""What two people do about each other: a follow and a block of the same two come one by one."""


async def take_turn(connection: Executor, at: str, id: UUID | None = None) -> None:
    """Wait until nobody else changes this, and keep others waiting until the transaction ends."""
    await connection.execute(_TAKE, at if id is None else f"{at} {id.hex}")


async def take_turn_between(connection: Executor, one: UUID, other: UUID) -> None:
    """Wait until nobody changes how these two people stand to each other, until the end."""
    first, second = sorted((one, other))
    await take_turn(connection, f"{BETWEEN_PEOPLE} {first.hex}", second)


async def share_turn(connection: Executor, at: str) -> None:
    """Wait until nobody changes this, and keep those waiting who want to, until the end."""
    await connection.execute(_SHARE, at)

"""Posts whose tags have other names than they had, among their words."""

from db.executor import Executor

_FOLLOW = "SELECT index_stale_posts($1)"

_AT_ONCE = 200


async def follow_names(database: Executor) -> int:
    """Bring every such post up to date, in statements that are each soon done."""
    followed = 0
    while True:
        some: int = await database.fetchval(_FOLLOW, _AT_ONCE)
        followed += some
        if some < _AT_ONCE:
            return followed

"""What people reach: all that is public, but for what blocks keep from them."""

from db.executor import Executor
from domain.actor import Member
from domain.ids import PostId

APART = """
    SELECT FROM blocks b
     WHERE (b.blocker_id = $2 AND b.blocked_id IN ({others}))
        OR (b.blocked_id = $2 AND b.blocker_id IN ({others}))
"""
"""Whether somebody ($2) blocks one of the others, or is blocked by one of them."""

# From the staff nobody hides.
_POST_IS_IN_REACH = f"""
    SELECT EXISTS (
        SELECT FROM visible_posts p
         WHERE p.id = $1
           AND ($3::boolean OR NOT EXISTS ({APART.format(others="p.author_id")}))
    )
"""
"""Whether a post ($1) is public, and somebody ($2) not kept from its author. $3: the staff."""


async def can_reach(database: Executor, post_id: PostId, member: Member) -> bool:
    """Tell whether a post is public, and nothing stands between its author and the member."""
    asked = (post_id, member.user_id, member.is_staff)
    return bool(await database.fetchval(_POST_IS_IN_REACH, *asked))

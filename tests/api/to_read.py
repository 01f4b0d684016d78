"""Posts to be read and kept."""

from domain.ids import POST
from tests.factories import make_post, make_user
from tests.pinned import PinnedDatabase


async def make_posts(database: PinnedDatabase, number: int = 1) -> list[str]:
    """Return the ids of new posts by somebody."""
    author = await make_user(database)
    return [POST.text_of(await make_post(database, author)) for _ in range(number)]

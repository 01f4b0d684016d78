"""Ready-made edits that readers do not see yet."""

from db.executor import Executor
from domain.actor import Member
from domain.ids import PostId
from tests.factories.moments import next_moment
from tests.factories.texts import make_content


async def make_pending_edit(
    database: Executor,
    post_id: PostId,
    author: Member,
    *,
    title: str = "On very boring code",
    text: str = "Better said.",
) -> None:
    await database.execute(
        """
        INSERT INTO post_edits
               (post_id, version, author_id, content_id, title, subtitle, slug, language, tag_ids,
                published_at, created_at, updated_at)
        SELECT id, version + 1, $2, $3, $4, subtitle, slug, language, tag_ids, published_at, $5, $5
          FROM posts
         WHERE id = $1
        """,
        post_id,
        author.user_id,
        await make_content(database, text=text),
        title,
        next_moment(),
    )

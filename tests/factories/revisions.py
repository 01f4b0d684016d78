"""Ready-made revisions of posts."""

from collections.abc import Sequence
from uuid import UUID

from db.executor import Executor
from domain.actor import Member
from domain.ids import REVISION, PostId, RevisionId
from tests.factories.moments import next_moment
from tests.factories.posts import make_tag
from tests.factories.texts import make_content


async def make_revision(  # noqa: PLR0913 - every argument is a choice some test makes
    database: Executor,
    post_id: PostId,
    author: Member,
    *,
    title: str = "On boring code",
    text: str = "Well said.",
    tags: Sequence[str] = (),
    cover_id: UUID | None = None,
    is_published: bool = False,
    is_substantial: bool = False,
    note: str | None = None,
) -> RevisionId:
    """Make the next revision of a post."""
    at = next_moment()
    revision_id = REVISION.new_id(at=at)
    await database.execute(
        """
        INSERT INTO revisions
               (id, post_id, number, author_id, content_id, title, created_at, tag_ids, cover_id,
                slug, is_published, is_substantial, note)
        SELECT $1, $2, (SELECT count(*) + 1 FROM revisions WHERE post_id = $2), $3, $4, $5, $6, $7,
               $8, 'slug', $9, $10, $11
        """,
        revision_id,
        post_id,
        author.user_id,
        await make_content(database, text=text),
        title,
        at,
        [await make_tag(database, tag) for tag in tags],
        cover_id,
        is_published,
        is_substantial,
        note,
    )
    return revision_id

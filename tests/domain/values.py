"""Ready-made values of the domain, for tests of rules that need no database."""

from domain.comments.models import Comment
from domain.ids import COMMENT, CONTENT, POST, USER, CommentId, PublicationId, UserId
from domain.posts.models import Post, PostStatus
from tests.factories import NOON


def a_post(*, author_id: UserId, publication_id: PublicationId) -> Post:
    """Return a draft."""
    return Post(
        id=POST.new_id(at=NOON),
        publication_id=publication_id,
        author_id=author_id,
        co_author_ids=[],
        tag_ids=[],
        content_id=CONTENT.new_id(at=NOON),
        cover_id=None,
        slug="on-boring-code",
        path="on-boring-code",
        title="On boring code",
        subtitle=None,
        brief="In brief.",
        language="en",
        status=PostStatus.DRAFT,
        word_count=2,
        read_time_in_minutes=1,
        comment_count=0,
        reaction_count=0,
        published_at=None,
        updated_at=NOON,
    )


def a_comment(*, parent_id: CommentId | None = None, reply_count: int = 0) -> Comment:
    return Comment(
        id=COMMENT.new_id(at=NOON),
        post_id=POST.new_id(at=NOON),
        parent_id=parent_id,
        author_id=USER.new_id(at=NOON),
        content_id=CONTENT.new_id(at=NOON),
        depth=0 if parent_id is None else 1,
        reply_count=reply_count,
        reaction_count=0,
        created_at=NOON,
        edited_at=None,
    )

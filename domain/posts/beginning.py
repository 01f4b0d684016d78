"""What a post is before anything is written."""

from datetime import datetime

from domain.content.models import Content
from domain.ids import POST, UserId
from domain.posts.edits import PostEdit
from domain.posts.models import Post, PostStatus
from domain.publications.models import Publication

_DIGITS = 12


def new_edit(
    user_id: UserId, content: Content, publication: Publication, *, at: datetime
) -> PostEdit:
    """Return the first edit of a new post, whose slug nobody has chosen yet."""
    post_id = POST.new_id(at=at)
    return PostEdit(
        post_id=post_id,
        version=1,
        is_pending=False,
        saved_by_id=user_id,
        saved_at=at,
        content_id=content.id,
        markdown=content.markdown,
        brief=content.brief,
        word_count=content.word_count,
        reading_minutes=content.reading_minutes,
        title="",
        subtitle=None,
        slug=f"draft-{post_id.hex[-_DIGITS:]}",
        slug_is_made=True,
        language=publication.language,
        tag_ids=[],
        tags=[],
        canonical_url=None,
        seo_title=None,
        seo_description=None,
        published_at=None,
        cover=None,
    )


def new_post(edit: PostEdit, publication: Publication) -> Post:
    """Return the draft that has this as its only edit."""
    return Post(
        id=edit.post_id,
        publication_id=publication.id,
        author_id=edit.saved_by_id,
        co_author_ids=[],
        tag_ids=edit.tag_ids,
        content_id=edit.content_id,
        cover_id=edit.cover_id,
        slug=edit.slug,
        path=edit.slug,
        title=edit.title,
        subtitle=edit.subtitle,
        brief=edit.brief,
        language=edit.language,
        status=PostStatus.DRAFT,
        word_count=edit.word_count,
        read_time_in_minutes=edit.reading_minutes,
        comment_count=0,
        reaction_count=0,
        published_at=None,
        updated_at=edit.saved_at,
    )

"""The newest text of a post, as those who may edit it see it: in the post itself, or pending."""

from datetime import datetime

from domain.ids import ContentId, MediaId, PostId, RevisionId, TagId, UserId
from domain.model import Model


class PostText(Model, frozen=True):
    """Everything of a post that is edited."""

    content_id: ContentId
    title: str
    subtitle: str | None
    slug: str
    language: str
    tag_ids: list[TagId]
    cover_id: MediaId | None
    cover_alt: str | None
    cover_attribution: str | None
    canonical_url: str | None
    seo_title: str | None
    seo_description: str | None
    published_at: datetime | None
    """The date that readers are shown. None for what was never published."""


class PostEdit(Model, frozen=True):
    """The newest edit of a post. A number is never used twice, wherever an edit was kept."""

    post_id: PostId
    version: int
    text: PostText
    is_pending: bool
    """Whether it waits beside a published text that readers are shown."""
    saved_by_id: UserId
    saved_at: datetime


class Revision(Model, frozen=True):
    """What a post was at some time."""

    id: RevisionId
    post_id: PostId
    number: int
    author_id: UserId
    content_id: ContentId
    title: str
    subtitle: str | None
    created_at: datetime
    """When it was begun. While unpublished, it is replaced by what the same person saves soon."""
    tag_ids: list[TagId]
    cover_id: MediaId | None
    slug: str | None
    """None for what was imported before slugs were kept."""
    is_published: bool
    """Whether it has been open to everyone."""
    is_substantial: bool
    """Whether its author says that readers should know of the change."""
    note: str | None
    """What its author says of the change."""

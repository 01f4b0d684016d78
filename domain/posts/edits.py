"""The newest text of a post, as those who may edit it see it: in the post itself, or pending."""

from datetime import datetime, timedelta

from domain.ids import ContentId, MediaId, PostId, RevisionId, TagId, UserId
from domain.media.models import CoverAsset
from domain.model import Model

TIME_OF_A_REVISION = timedelta(minutes=10)
"""How long what a person saves replaces the revision that they have begun."""


class PostEdit(Model, frozen=True):
    """The newest edit of a post. A version is never used twice, wherever an edit was kept.

    The text is read together with its version: whoever saves names the version that they have seen,
    and must have seen the text of no earlier one.
    """

    post_id: PostId
    version: int
    is_pending: bool
    """Whether it waits beside a published text that readers are shown."""
    saved_by_id: UserId
    saved_at: datetime
    content_id: ContentId
    markdown: str
    brief: str
    word_count: int
    reading_minutes: int
    title: str
    subtitle: str | None
    slug: str
    slug_is_made: bool
    """Whether nobody has chosen the slug."""
    language: str
    tag_ids: list[TagId]
    tags: list[str]
    """The names of the tags."""
    canonical_url: str | None
    seo_title: str | None
    seo_description: str | None
    published_at: datetime | None
    """The date that readers are shown. None for what was never published."""
    cover: CoverAsset | None

    @property
    def cover_id(self) -> MediaId | None:
        return None if self.cover is None else self.cover.asset.id


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
    """When it was begun."""
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

    def is_continued(self, edit: PostEdit, *, before: PostEdit) -> bool:
        """Whether an edit goes on with this revision, instead of beginning one of its own.

        It does when the same person saves again soon, and when this is what becomes public. What
        was given up in the meantime stays as it was.
        """
        if self.is_published or not self._holds(before):
            return False
        is_recent = edit.saved_at - self.created_at <= TIME_OF_A_REVISION
        return edit == before or (is_recent and self.author_id == edit.saved_by_id)

    def _holds(self, edit: PostEdit) -> bool:
        of_edit = (edit.content_id, edit.title, edit.subtitle, edit.tag_ids, edit.cover_id)
        held = (self.content_id, self.title, self.subtitle, self.tag_ids, self.cover_id)
        return of_edit == held and edit.slug == self.slug

"""What importing needs from storage. Each item is written inside one unit of work."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.comments.models import Comment
from domain.comments.threads import Answer, Place
from domain.content.models import Content
from domain.ids import (
    CommentId,
    MediaId,
    PageId,
    PostId,
    PublicationId,
    RedirectId,
    RevisionId,
    SeriesId,
    TagId,
    UserId,
)
from domain.importing.models import ImportedMedia, ImportedReactionCount, ImportedTag
from domain.pages.models import PageStatus, StaticPage
from domain.posts.models import Post, PostDetails
from domain.publications.models import Publication, PublicationRole
from domain.series.models import Series
from domain.users.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an item comes from, and its name there."""

    source: str
    kind: str
    external_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownItem:
    """An item that has been imported before."""

    subject_id: UUID
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Which names of a text belong to another one of its publication."""

    slug: bool
    path: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverCaption:
    alt: str | None = None
    attribution: str | None = None


class KnownItems(Protocol):
    async def find(
        self, source: str, kind: str, external_ids: Collection[str]
    ) -> Mapping[str, KnownItem]:
        """Return what is known of these items. New ones are left out."""


class ItemRepository(KnownItems, Protocol):
    async def lock(self, origin: Origin) -> KnownItem | None:
        """Return what is known of an item, held against other imports of it. None if it is new."""

    async def remember(
        self, source: str, kind: str, items: Mapping[str, KnownItem], *, at: datetime
    ) -> None: ...


class PersonRepository(Protocol):
    async def add(self, user: User) -> bool:
        """Return whether the username was free."""

    async def change(self, user: User) -> None:
        """Change everything but the username of a person whom nobody has claimed yet."""


class PublicationRepository(Protocol):
    async def by_handle(self, handle: str) -> Publication | None: ...

    async def add(self, publication: Publication) -> bool:
        """Return whether the handle was free."""

    async def change(self, publication: Publication) -> None: ...

    async def join(
        self,
        publication_id: PublicationId,
        user_ids: Sequence[UserId],
        role: PublicationRole,
        *,
        at: datetime,
    ) -> None:
        """Make them members since then, or since they were. Who is one already keeps the role."""


class PostRepository(Protocol):
    async def lock(self, post_id: PostId) -> tuple[Post, str] | None:
        """Return the post and its Markdown, held against other writers."""

    async def taken(
        self, publication_id: PublicationId, post_id: PostId, slug: str, path: str
    ) -> Taken: ...

    async def add(self, post: Post, *, created_at: datetime) -> bool:
        """Return whether slug and path were free."""

    async def change(self, post: Post) -> None: ...

    async def describe(self, details: PostDetails, caption: CoverCaption) -> None:
        """Store what lists do not show of a post."""

    async def add_revision(
        self, revision_id: RevisionId, post: Post, *, created_at: datetime
    ) -> None: ...

    async def set_authors(self, post_id: PostId, user_ids: Sequence[UserId]) -> None: ...

    async def set_tags(self, post_id: PostId, tag_ids: Sequence[TagId]) -> None: ...

    async def set_reactions(
        self, post_id: PostId, counts: Sequence[ImportedReactionCount]
    ) -> None: ...


class TagRepository(Protocol):
    async def ensure(
        self, tags: Sequence[tuple[TagId, ImportedTag]], *, at: datetime
    ) -> Sequence[TagId]:
        """Return the ids of these tags in the same order, those of former names included."""


class SeriesRepository(Protocol):
    async def ensure(self, series: Series) -> SeriesId:
        """Return the id of the series with this slug."""

    async def place(self, series_id: SeriesId, post_id: PostId, position: int | None) -> None:
        """Put a post into a series: at a position, or by date after those that have one."""

    async def leave_others(self, post_id: PostId, series_ids: Sequence[SeriesId]) -> None:
        """Take a post out of every other series."""


class PageRepository(Protocol):
    async def lock(self, page_id: PageId) -> tuple[StaticPage, str] | None:
        """Return the page and its Markdown, held against other writers."""

    async def taken(
        self, publication_id: PublicationId, page_id: PageId, slug: str, path: str
    ) -> Taken: ...

    async def add(self, page: StaticPage, *, created_at: datetime) -> bool:
        """Return whether slug and path were free."""

    async def change(self, page: StaticPage) -> None: ...

    async def describe(
        self, page_id: PageId, status: PageStatus, metadata: Mapping[str, object]
    ) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OldAddress:
    """A redirect to be: to a post, to a page, or away."""

    id: RedirectId
    publication_id: PublicationId
    source: str
    post_id: PostId | None = None
    page_id: PageId | None = None
    url: str | None = None
    is_permanent: bool = True


class RedirectRepository(Protocol):
    async def add(self, addresses: Sequence[OldAddress], *, at: datetime) -> Sequence[str]:
        """Return the sources left as they were, since something else answers there."""

    async def replace(self, address: OldAddress) -> None:
        """Let a redirect that is there lead to another place."""

    async def remove(self, publication_id: PublicationId, source: str) -> None:
        """Forget a redirect from an address at which a text is from now on."""


class MediaRepository(Protocol):
    async def ensure(self, media: ImportedMedia, *, new_id: MediaId, at: datetime) -> MediaId:
        """Return the id of this file, adding it where it is new."""


class ContentRepository(Protocol):
    async def add_all(self, contents: Sequence[Content]) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentText:
    """A comment, and what its row holds beside what lists show."""

    comment: Comment
    is_hidden: bool
    reactions: Sequence[ImportedReactionCount]


class ThreadRepository(Protocol):
    async def lock(self, post_id: PostId) -> Sequence[Answer]:
        """Return every comment of a post, held against other writers."""

    async def deleted(self, post_id: PostId) -> Collection[CommentId]:
        """Return the comments of a post of which nothing is left but their places."""

    async def settle(self, post_id: PostId) -> None:
        """Find out which of these are shown, now that others may answer them."""

    async def move(self, post_id: PostId, places: Sequence[Place]) -> None:
        """Store, in one statement, the places of comments that are there."""

    async def add_all(
        self, comments: Sequence[CommentText], places: Mapping[CommentId, Place]
    ) -> None: ...

    async def change_all(self, comments: Sequence[CommentText]) -> None:
        """Store another text, date, visibility and other counts of comments that are there."""


class ImportWork(Protocol):
    """What importing one item may touch inside one unit of work."""

    @property
    def items(self) -> ItemRepository: ...
    @property
    def people(self) -> PersonRepository: ...
    @property
    def publications(self) -> PublicationRepository: ...
    @property
    def posts(self) -> PostRepository: ...
    @property
    def tags(self) -> TagRepository: ...
    @property
    def series(self) -> SeriesRepository: ...
    @property
    def pages(self) -> PageRepository: ...
    @property
    def redirects(self) -> RedirectRepository: ...
    @property
    def media(self) -> MediaRepository: ...
    @property
    def contents(self) -> ContentRepository: ...
    @property
    def threads(self) -> ThreadRepository: ...

"""What importers find at a source, before it has any id of ours.

Everything is named by its `external_id`: the name it has at its source, which stays the same from
one run to the next. Things name each other by it too.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from domain.posts.models import PostStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPerson:
    kind: ClassVar[str] = "person"
    external_id: str
    username: str
    """The name in addresses to give to them, if it is free."""
    name: str
    bio: str | None = None
    location: str | None = None
    website_url: str | None = None
    avatar_url: str | None = None
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPublication:
    """A publication, named by its handle. What is None is left as it is, or to its default."""

    kind: ClassVar[str] = "publication"
    handle: str
    name: str | None = None
    description: str | None = None
    url: str | None = None
    language: str | None = None
    owner: str | None = None

    @property
    def external_id(self) -> str:
        return self.handle


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTag:
    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSeries:
    """A series that a post is part of."""

    slug: str
    title: str
    description: str | None = None
    position: int | None = None
    """The post's place in it. None where the source orders them by date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedMedia:
    """A file that a text shows: in our storage by now, or elsewhere for good."""

    content_type: str
    byte_size: int = 0
    key: str | None = None
    source_url: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCover:
    media: ImportedMedia
    alt: str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedReactionCount:
    """How many reactions of one kind were counted at the source, by nobody we know."""

    reaction: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPost:
    kind: ClassVar[str] = "post"
    external_id: str
    publication: str
    authors: tuple[str, ...]
    """At least one, the main author first."""
    title: str
    slug: str
    path: str
    markdown: str
    aliases: tuple[str, ...] = ()
    """Old addresses, as paths in their normal form."""
    tags: tuple[ImportedTag, ...] = ()
    series: tuple[ImportedSeries, ...] = ()
    media: tuple[ImportedMedia, ...] = ()
    cover: ImportedCover | None = None
    status: PostStatus = PostStatus.PUBLISHED
    published_at: datetime | None = None
    updated_at: datetime | None = None
    created_at: datetime | None = None
    subtitle: str | None = None
    brief: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    seo_title: str | None = None
    seo_description: str | None = None
    reactions: tuple[ImportedReactionCount, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    """Whatever else the source says of it, fit for JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPage:
    kind: ClassVar[str] = "page"
    external_id: str
    publication: str
    title: str
    slug: str
    path: str
    markdown: str
    aliases: tuple[str, ...] = ()
    media: tuple[ImportedMedia, ...] = ()
    is_draft: bool = False
    updated_at: datetime | None = None
    created_at: datetime | None = None
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedComment:
    kind: ClassVar[str] = "comment"
    external_id: str
    author: str
    markdown: str
    created_at: datetime
    parent: str | None = None
    edited_at: datetime | None = None
    is_hidden: bool = False
    reactions: tuple[ImportedReactionCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedThread:
    """The whole discussion of one post, in any order."""

    post: str
    comments: tuple[ImportedComment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRedirect:
    """An old address that leads away: to another path of its publication, or to an address."""

    kind: ClassVar[str] = "redirect"
    publication: str
    source: str
    target: str
    is_permanent: bool = True

    @property
    def external_id(self) -> str:
        return f"{self.publication}/{self.source}"


ImportedText = ImportedPost | ImportedPage

ImportedItem = (
    ImportedPerson | ImportedPublication | ImportedPost | ImportedPage | ImportedComment
    | ImportedRedirect
)  # fmt: skip

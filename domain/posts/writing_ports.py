"""What writing posts needs from storage, inside one unit of work."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from domain.audit_entries import AuditRepository
from domain.content.models import Content
from domain.events import Event
from domain.ids import ContentId, MediaId, PostId, PublicationId, RedirectId, TagId, UserId
from domain.media.models import MediaAsset
from domain.mentions.ports import MentionRepository
from domain.posts.access import AccessWork
from domain.posts.edits import PostEdit, Revision
from domain.posts.models import Post, PostStatus
from domain.publications.models import Publication


class DraftCounts(NamedTuple):
    """How many posts of a person nobody has read yet."""

    kept: int
    deleted: int


class DraftRepository(Protocol):
    async def publication(self, publication_id: PublicationId) -> Publication | None: ...

    async def own_publication(self, user_id: UserId) -> Publication | None:
        """Return the oldest of the publications that this person owns."""

    async def counts(self, author_id: UserId) -> DraftCounts:
        """Count, and keep others from adding any until the unit of work ends."""

    async def add(self, post: Post, edit: PostEdit) -> None:
        """Add a post that nobody has seen. Refuses with SlugTaken."""


class EditRepository(Protocol):
    async def newest(self, post_id: PostId) -> PostEdit:
        """Return the newest edit of a post that is locked."""

    async def keep_in_post(self, edit: PostEdit, *, path: str, at: datetime) -> None:
        """Make it the text of the post. Refuses with SlugTaken."""

    async def keep_beside(self, edit: PostEdit) -> None: ...

    async def forget(self, post_id: PostId) -> None:
        """Drop what is beside the post."""

    async def set_version(self, post_id: PostId, version: int) -> None:
        """Give the text of the post another number, though it stays as it is."""

    async def put(self, post: Post, *, deleted_from: PostStatus | None = None) -> None:
        """Give the post the status it has, which it is deleted from if that is so."""

    async def picture(
        self, media_id: MediaId, user_id: UserId, post_id: PostId
    ) -> MediaAsset | None:
        """Return a picture that this person has brought, or that the post has had.

        Nobody removes it meanwhile.
        """

    async def deleted_from(self, post_id: PostId) -> PostStatus | None: ...


class AddressBook(Protocol):
    """The addresses in a publication, those of former times among them."""

    async def take_turn(self, publication_id: PublicationId) -> None:
        """Keep others from changing them until the unit of work ends."""

    async def is_free(self, post: Post, slug: str, path: str) -> bool:
        """Whether a post may have these, which it does where they lead to it already."""

    async def free_slug(self, post: Post, wanted: str) -> str:
        """Return the first slug that nothing else has: this one, or with a number behind it."""

    async def count_old(self, post: Post) -> int:
        """Count the addresses that lead to the post."""

    async def lead_here(self, post: Post, new_path: str) -> None:
        """Drop the redirect from a path at which the post is going to stand itself."""

    async def lead_on(self, post: Post, redirect_id: RedirectId, *, at: datetime) -> None:
        """Let the path at which the post has stood lead to it for good."""


class Filing(Protocol):
    """What posts are filed under."""

    async def ensure(
        self, tags: Sequence[tuple[TagId, str, str]], *, at: datetime
    ) -> Sequence[tuple[TagId, str]]:
        """Find or add tags, each with a new id, a slug and a name. Return their ids and names."""

    async def hold(self, tag_ids: Collection[TagId]) -> None:
        """Lock tags whose counters are going to change, in one order for everybody."""

    async def file(self, post_id: PostId, tag_ids: Sequence[TagId]) -> None: ...


class RevisionRepository(Protocol):
    async def last(self, post_id: PostId) -> Revision | None: ...

    async def save(self, revision: Revision) -> None:
        """Add a revision, or replace the one with this id."""

    async def forget_old(self, post_id: PostId, *, most: int) -> Sequence[ContentId]:
        """Drop the oldest of those that nobody has published. Return the texts that they had."""


class TextRepository(Protocol):
    async def add_all(self, contents: Sequence[Content]) -> None: ...

    async def holders(self, content_id: ContentId) -> int:
        """Count the posts, pending edits and revisions that have this text."""

    async def rewrite(self, content: Content) -> None: ...

    async def forget_unused(self, content_ids: Collection[ContentId]) -> None:
        """Drop those of these texts that nothing has any more."""


class Submissions(Protocol):
    """Posts that wait for the editors of their publication."""

    async def settle(self, post_id: PostId, *, by: UserId, at: datetime) -> None:
        """Say that what was submitted, if anything was, is published by this editor."""

    async def drop(self, post_id: PostId, *, at: datetime) -> None:
        """Say that nothing is submitted any more, if anything was."""


class WritingWork(AccessWork, Protocol):
    """What writing may touch inside one unit of work."""

    @property
    def addresses(self) -> AddressBook: ...

    @property
    def audit(self) -> AuditRepository: ...

    @property
    def contents(self) -> TextRepository: ...

    @property
    def drafts(self) -> DraftRepository: ...

    @property
    def edits(self) -> EditRepository: ...

    @property
    def filing(self) -> Filing: ...

    @property
    def mentions(self) -> MentionRepository: ...

    @property
    def revisions(self) -> RevisionRepository: ...

    @property
    def submissions(self) -> Submissions: ...

    def record(self, event: Event) -> None: ...

"""What posts were at some time, and what readers are told of it."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import PostId, RevisionId
from domain.media.models import MediaAsset
from domain.model import Model
from domain.ordering import NUMBER, Order
from domain.paging import ChildListing
from domain.posts.edits import Revision
from domain.revisions.hunks import Hunk

NEWEST_REVISIONS = Order("newest revisions", "number", NUMBER, descending=True)
NEWEST_CHANGES = Order("newest changes", "number", NUMBER, descending=True)

MOST_CHARACTERS = 200_000
"""How long texts may be that are compared."""


class ChangeLogEntry(Model, frozen=True):
    """A published revision of which its author says that readers should know."""

    id: RevisionId
    number: int
    published_at: datetime
    note: str | None
    title: str
    title_before: str | None
    """What the post was called when readers saw it before. None if that was the same."""


class ValueChange(Model, frozen=True):
    """A value that is another one now."""

    before: str | None
    after: str | None


class CoverChange(Model, frozen=True):
    """A picture that is another one now."""

    before: MediaAsset | None
    after: MediaAsset | None


class RevisionTexts(Model, frozen=True):
    """What is compared of a revision."""

    revision: Revision
    markdown: str
    tags: list[str]
    """The names of its tags, in the order of their post."""
    cover: MediaAsset | None


class RevisionComparison(Model, frozen=True):
    """What differs between two revisions of a post."""

    earlier: Revision
    later: Revision
    title: ValueChange | None
    subtitle: ValueChange | None
    slug: ValueChange | None
    added_tags: list[str]
    removed_tags: list[str]
    cover: CoverChange | None
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class RevisionsOf(ChildListing[Revision]):
    """The revisions of one post, newest first."""

    order = NEWEST_REVISIONS
    post_id: PostId

    @property
    def parent(self) -> PostId:
        return self.post_id


@dataclass(frozen=True, slots=True)
class ChangeLogOf(ChildListing[ChangeLogEntry]):
    """What readers of one post are told of its changes, newest first."""

    order = NEWEST_CHANGES
    post_id: PostId

    @property
    def parent(self) -> PostId:
        return self.post_id


def changed(before: str | None, after: str | None) -> ValueChange | None:
    return None if before == after else ValueChange(before, after)


def compared(
    earlier: RevisionTexts, later: RevisionTexts, hunks: tuple[Hunk, ...]
) -> RevisionComparison:
    old, new = earlier.revision, later.revision
    is_same_cover = old.cover_id == new.cover_id
    return RevisionComparison(
        old,
        new,
        changed(old.title, new.title),
        changed(old.subtitle, new.subtitle),
        changed(old.slug, new.slug),
        [tag for tag in later.tags if tag not in earlier.tags],
        [tag for tag in earlier.tags if tag not in later.tags],
        None if is_same_cover else CoverChange(earlier.cover, later.cover),
        hunks,
    )

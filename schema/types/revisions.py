"""What posts were, as the API shows it."""

from datetime import datetime

import strawberry

from domain.ids import REVISION
from domain.posts import edits
from domain.revisions import hunks, models
from domain.revisions.hunks import MOST_HUNKS, MOST_SEGMENTS, SegmentKind
from execution.fields import batched
from resolvers import revisions as resolvers
from schema.declarations import described, identified, shows, shows_enum
from schema.node import Node
from schema.types.content import Content
from schema.types.media import Image
from schema.types.users import User

shows_enum(
    SegmentKind,
    description="Where a piece of text is, of two that are compared.",
    values={
        SegmentKind.UNCHANGED: "In both.",
        SegmentKind.REMOVED: "In the earlier one alone.",
        SegmentKind.ADDED: "In the later one alone.",
    },
)


@shows(edits.Revision)
class Revision(Node):
    """What a post was at some time, for those who may edit it."""

    id: strawberry.ID = identified(REVISION)
    number: int = described("Its number among the revisions of its post, from 1 on.")
    created_at: datetime = described("When it was begun, or published, in UTC.")
    title: str = described("What the post was called.")
    subtitle: str | None = described("What was said right below the title.")
    slug: str | None = described("The name in addresses. Null for what is older than these.")
    is_published: bool = described("Whether everyone has seen it.")
    is_substantial: bool = described("Whether its author says that readers should know of it.")
    note: str | None = described("What its author says of the change.")
    author: User = batched(resolvers.authors)
    content: Content = batched(resolvers.contents)
    tags: list[str] = batched(resolvers.tags)
    cover_image: Image | None = batched(resolvers.cover_images)


@shows(models.ChangeLogEntry)
class ChangeLogEntry:
    """A change of a published post that its author called substantial."""

    number: int = described("The number of the revision that readers have seen since.")
    published_at: datetime = described("When readers saw it, in UTC.")
    note: str | None = described("What the author says of it.")
    title: str = described("What the post was called from then on.")
    title_before: str | None = described("What it was called before, if that was something else.")


@shows(models.ValueChange)
class ValueChange:
    """A value that is another one now."""

    before: str | None = described("What it was.")
    after: str | None = described("What it is.")


@shows(models.CoverChange)
class CoverChange:
    """A picture that is another one now."""

    before: Image | None = batched(resolvers.covers_before)
    after: Image | None = batched(resolvers.covers_after)


@shows(hunks.Segment)
class Segment:
    """A piece of text that is in both texts, or in one of them alone."""

    kind: SegmentKind = described("In which text it is.")
    text: str = described("The piece, which may go over several lines.")


@shows(hunks.Hunk)
class Hunk:
    """A place that changed, with three lines around it.

    Its unchanged and removed segments together are lines of the earlier text, its unchanged and
    added ones those of the later text.
    """

    from_line: int = described("The number of its first line in the earlier text, from 1 on.")
    to_line: int = described("The number of its first line in the later text.")
    segments: list[Segment] = batched(resolvers.segments, items=MOST_SEGMENTS)


@shows(models.RevisionComparison)
class RevisionComparison:
    """What differs between two revisions of a post. What is null is the same in both."""

    earlier: Revision = described("What is compared.")
    later: Revision = described("What it is compared with.")
    title: ValueChange | None = described("What the post is called.")
    subtitle: ValueChange | None = described("What is said right below the title.")
    slug: ValueChange | None = described("The name in addresses.")
    added_tags: list[str] = described("The names of tags that only the later one has.")
    removed_tags: list[str] = described("The names of tags that only the earlier one has.")
    cover: CoverChange | None = described("The picture that the post is shown with.")
    hunks: list[Hunk] = batched(resolvers.hunks, items=MOST_HUNKS)

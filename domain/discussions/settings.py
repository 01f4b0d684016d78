"""Who may comment on a post, and for how long: what its publication says, and what it says."""

from datetime import datetime, timedelta

from domain.ids import PostId
from domain.model import Model
from domain.publications.models import DiscussionPolicy, Publication

MOST_DAYS = 3_650

NEVER = 0
"""How many days stand for no end at all."""


class OwnSettings(Model, frozen=True):
    """What a post says for itself."""

    post_id: PostId
    policy: DiscussionPolicy | None = None
    """None where the publication decides."""
    closes_after_days: int | None = None
    """None where the publication decides, and NEVER for no end."""
    locked_at: datetime | None = None


class Discussion(Model, frozen=True, kw_only=True):
    """What holds for the comments on one post."""

    policy: DiscussionPolicy
    closes_at: datetime | None
    is_locked: bool
    own_policy: DiscussionPolicy | None
    own_closes_after_days: int | None

    @property
    def always_takes_none(self) -> bool:
        return self.is_locked or self.policy is DiscussionPolicy.OFF

    def has_closed(self, at: datetime) -> bool:
        return self.closes_at is not None and self.closes_at <= at


def discussion_of(
    published_at: datetime | None,
    default: DiscussionPolicy,
    default_days: int | None,
    own: OwnSettings,
) -> Discussion:
    """Put together what a publication says and what a post of it says."""
    days = default_days if own.closes_after_days is None else own.closes_after_days
    ends = None if published_at is None or not days else published_at + timedelta(days=days)
    return Discussion(
        policy=own.policy or default,
        closes_at=ends,
        is_locked=own.locked_at is not None,
        own_policy=own.policy,
        own_closes_after_days=own.closes_after_days,
    )


def discussion_in(
    publication: Publication, published_at: datetime | None, own: OwnSettings
) -> Discussion:
    """Do so for a publication that is known."""
    return discussion_of(
        published_at, publication.comments_default, publication.comments_close_after_days, own
    )

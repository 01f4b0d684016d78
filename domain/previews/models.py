"""Links by which somebody reads a post that is not published yet, without an account."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import ContentId, PostId, PreviewLinkId, TagId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing
from domain.posts.models import Post

NEWEST_PREVIEW_LINKS = Order("newest preview links", "created_at", MOMENT, descending=True)

MOST_LINKS = 20
"""How many links a post has at once, those that have expired not counted."""

MOST_DAYS = 30
DAYS = 7
"""How long a link works where nobody says otherwise."""

_HINT_CHARACTERS = 10


class PreviewLink(Model, frozen=True):
    """A link that was handed out. Its secret is known to those who have it alone."""

    id: PreviewLinkId
    post_id: PostId
    creator_id: UserId
    hint: str
    """The first characters of the secret, by which people tell their links apart."""
    created_at: datetime
    expires_at: datetime


class PostPreview(Model, frozen=True):
    """What a post would be if it were published now."""

    post: Post
    title: str
    subtitle: str | None
    content_id: ContentId
    tag_ids: list[TagId]
    language: str
    slug: str

    @classmethod
    def of(cls, post: Post) -> "PostPreview":
        return cls(
            post,
            post.title,
            post.subtitle,
            post.content_id,
            post.tag_ids,
            post.language,
            post.slug,
        )


@dataclass(frozen=True, slots=True)
class PreviewLinksOf(ChildListing[PreviewLink]):
    """The links of one post that work at a moment, newest first."""

    order = NEWEST_PREVIEW_LINKS
    post_id: PostId
    at: datetime

    @property
    def parent(self) -> PostId:
        return self.post_id

    @property
    def arguments(self) -> tuple[object, ...]:
        return (self.at,)


def hint_of(token: str) -> str:
    return token[:_HINT_CHARACTERS]

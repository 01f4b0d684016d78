"""Links by which somebody reads a post that is not published yet, without an account."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import PostId, PreviewLinkId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing
from domain.posts.edits import PostEdit
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
    edit: PostEdit
    """Its newest edit, which may be pending."""

    @property
    def title(self) -> str:
        return self.edit.title

    @property
    def subtitle(self) -> str | None:
        return self.edit.subtitle

    @property
    def slug(self) -> str:
        return self.edit.slug

    @property
    def language(self) -> str:
        return self.edit.language

    @property
    def tags(self) -> list[str]:
        return self.edit.tags

    @property
    def canonical_url(self) -> str | None:
        return self.edit.canonical_url

    @property
    def word_count(self) -> int:
        return self.edit.word_count

    @property
    def read_time_in_minutes(self) -> int:
        return self.edit.reading_minutes

    @property
    def saved_at(self) -> datetime:
        return self.edit.saved_at


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

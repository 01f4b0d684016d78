"""Previews, and the links to them, as the API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain.ids import PREVIEW_LINK
from domain.previews import models
from execution.fields import batched
from resolvers import previews as resolvers
from schema.declarations import described, identified, shows
from schema.node import Node
from schema.types.content import Content
from schema.types.media import Image
from schema.types.users import User

if TYPE_CHECKING:
    from schema.types.posts import Post

_Post = Annotated["Post", strawberry.lazy("schema.types.posts")]


@shows(models.PreviewLink)
class PreviewLink(Node):
    """A secret link to what a post would be if it were published now."""

    id: strawberry.ID = identified(PREVIEW_LINK)
    hint: str = described("The first characters of its secret, to tell links apart.")
    created_at: datetime = described("When it was made, in UTC.")
    expires_at: datetime = described("From when on it no longer works, in UTC.")
    created_by: User = batched(resolvers.creators)


@shows(models.PostPreview)
class PostPreview:
    """What a post would be if it were published now, its pending edit included."""

    post: _Post = described("The post as it is.")
    title: str = described("What it would be called.")
    subtitle: str | None = described("What would be said right below the title.")
    slug: str = described("What it would be called in addresses.")
    language: str = described("The language it would be written in, as a BCP 47 tag.")
    content: Content = batched(resolvers.contents)
    tags: list[str] = described("The names of what it would be filed under, in order.")
    canonical_url: str | None = described("The address of the original, if it was elsewhere first.")
    word_count: int = described("How many words it has.")
    read_time_in_minutes: int = described("How long reading it takes most people, 1 or more.")
    saved_at: datetime = described("When it was saved, in UTC.")
    cover_image: Image | None = batched(resolvers.cover_images)

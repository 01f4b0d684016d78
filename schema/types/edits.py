"""Texts in the making, as those who may edit them see them."""

from datetime import datetime

from domain.posts import edits as models
from execution.fields import batched
from resolvers import edits as resolvers
from schema.declarations import described, interface, shows
from schema.types.media import Image
from schema.types.users import User


@interface
class Edit:
    """The newest version of a text, which readers may or may not see."""

    version: int = described("The number that a change of this text has to name.")
    title: str = described("What it is called, or nothing yet.")
    markdown: str = described("The text as it was written.")
    saved_at: datetime = described("When it was saved, in UTC.")


@shows(models.PostEdit)
class PostEdit(Edit):
    """The newest version of a post, for those who may edit it."""

    is_pending: bool = described("Whether readers still see an earlier version.")
    saved_by: User = batched(resolvers.savers, viewer=True)
    subtitle: str | None = described("What is said right below the title.")
    slug: str = described("The name in addresses.")
    language: str = described("The language it is written in, as a BCP 47 tag.")
    tags: list[str] = described("The names of what it is filed under.")
    cover_image: Image | None = batched(resolvers.cover_images, viewer=True)
    canonical_url: str | None = described("The address of the original, if it was elsewhere first.")
    seo_title: str | None = described("The title for search engines, if it has one of its own.")
    seo_description: str | None = described("The same of what is shown below it.")
    published_at: datetime | None = described("The date that readers are shown, in UTC.")
    word_count: int = described("How many words it has.")

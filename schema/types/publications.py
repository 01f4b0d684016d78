"""Publications as the API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain.ids import PUBLICATION
from domain.publications import models
from domain.publications.models import PublicationRole
from execution.fields import batched
from resolvers import page_changes, redirect_changes, series_changes, tag_changes
from resolvers import publications as resolvers
from schema.connections import Connection
from schema.declarations import described, identified, shows, shows_enum
from schema.node import Node
from schema.types.redirects import Redirect
from schema.types.users import User

if TYPE_CHECKING:
    from schema.types.pages import Page
    from schema.types.posts import Post
    from schema.types.series import Series
    from schema.types.tags import CuratedTag, Tag

_Page = Annotated["Page", strawberry.lazy("schema.types.pages")]
_Post = Annotated["Post", strawberry.lazy("schema.types.posts")]
_Series = Annotated["Series", strawberry.lazy("schema.types.series")]
_Tag = Annotated["Tag", strawberry.lazy("schema.types.tags")]
_CuratedTag = Annotated["CuratedTag", strawberry.lazy("schema.types.tags")]

shows_enum(
    PublicationRole,
    description="What somebody may do in a publication.",
    values={
        PublicationRole.CONTRIBUTOR: "Writes for it. Its editors publish.",
        PublicationRole.EDITOR: "Edits and publishes every post of it.",
        PublicationRole.OWNER: "Decides who else is a member.",
    },
)


@shows(models.Membership)
class Membership:
    """A person's part in a publication."""

    role: PublicationRole = described("What they may do in it.")
    joined_at: datetime = described("Since when they are a member, in UTC.")
    user: User = batched(resolvers.member_users)


@shows(models.Publication)
class Publication(Node):
    """A blog, by one person or by several. Every post is published in one."""

    id: strawberry.ID = identified(PUBLICATION)
    handle: str = described("The name in addresses, unique among publications.")
    name: str = described("The name to display.")
    description: str | None = described("What it is about, as plain text.")
    url: str = batched(resolvers.urls)
    host: str | None = described("The host name of its front end, if it has one of its own.")
    language: str = described("The language most of it is written in, as a BCP 47 tag.")
    post_count: int = described("How many published posts it has.")
    created_at: datetime = described("Since when it is known here, in UTC.")
    posts: Connection[_Post] = batched(resolvers.posts)
    tags: Connection[_Tag] = batched(resolvers.tags)
    curated_tags: list[_CuratedTag] = batched(tag_changes.curated_tags, items=10)
    series: Connection[_Series] = batched(resolvers.series)
    members: Connection[Membership] = batched(resolvers.members)
    pages: Connection[_Page] = batched(resolvers.static_pages)
    redirects: Connection[Redirect] = batched(resolvers.redirects)
    viewer_pages: Connection[_Page] | None = batched(page_changes.viewer_pages, viewer=True)
    viewer_redirects: Connection[Redirect] | None = batched(
        redirect_changes.viewer_redirects, viewer=True
    )
    viewer_series: Connection[_Series] | None = batched(series_changes.viewer_series, viewer=True)

"""Publications as the API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain.ids import PUBLICATION
from domain.publications import models
from domain.publications.details import MOST_LINKS
from domain.publications.models import ContributorPublishing, DiscussionPolicy, PublicationRole
from execution.fields import batched
from resolvers import (
    audit,
    counts,
    discussions,
    front_pages,
    invitations,
    page_changes,
    publication_viewers,
    redirect_changes,
    reviews,
    series_changes,
    tag_changes,
    unpublished,
)
from resolvers import publications as resolvers
from schema.connections import Connection
from schema.declarations import described, identified, shows
from schema.node import Node
from schema.types import roles  # noqa: F401 - declared before the first field that shows one
from schema.types.audit import AuditEntry
from schema.types.follows import Followable
from schema.types.invitations import PublicationInvitation
from schema.types.redirects import Redirect
from schema.types.reviews import PostReview
from schema.types.users import User

if TYPE_CHECKING:
    from schema.types.comments import Comment
    from schema.types.pages import Page
    from schema.types.posts import Post
    from schema.types.series import Series
    from schema.types.tags import CuratedTag, Tag

_Comment = Annotated["Comment", strawberry.lazy("schema.types.comments")]
_Page = Annotated["Page", strawberry.lazy("schema.types.pages")]
_Post = Annotated["Post", strawberry.lazy("schema.types.posts")]
_Series = Annotated["Series", strawberry.lazy("schema.types.series")]
_Tag = Annotated["Tag", strawberry.lazy("schema.types.tags")]
_CuratedTag = Annotated["CuratedTag", strawberry.lazy("schema.types.tags")]


@shows(models.NavigationLink)
class NavigationLink:
    """An entry of the menu that a front end shows."""

    label: str = described("What it says.")
    url: str = described("Where it leads: a path of the publication, or a web address.")


@shows(models.Membership)
class Membership:
    """A person's part in a publication."""

    role: PublicationRole = described("What they may do in it.")
    joined_at: datetime = described("Since when they are a member, in UTC.")
    user: User = batched(resolvers.member_users)


@shows(models.Publication)
class Publication(Followable, Node):
    """A blog, by one person or by several. Every post is published in one."""

    id: strawberry.ID = identified(PUBLICATION)
    handle: str = described("The name in addresses, unique among publications.")
    name: str = described("The name to display.")
    description: str | None = described("What it is about, as plain text.")
    url: str = batched(resolvers.urls)
    host: str | None = described("The host name of its front end, if it has one of its own.")
    language: str = described("The language most of it is written in, as a BCP 47 tag.")
    post_count: int = batched(counts.post_counts_of_publications)
    created_at: datetime = described("Since when it is known here, in UTC.")
    contributor_publishing: ContributorPublishing = described(
        "How what its contributors write is published."
    )
    comments_default: DiscussionPolicy = described(
        "Who may comment on posts of it that say nothing else."
    )
    comments_close_after_days: int | None = described(
        "How many days after its publication a post that says nothing else takes comments. "
        "Null when there is no end."
    )
    holds_first_comments: bool = described(
        "Whether the first comment of a person waits for an editor."
    )
    navigation_links: list[NavigationLink] = batched(front_pages.navigation_links, items=MOST_LINKS)
    pinned_post: _Post | None = batched(front_pages.pinned_posts)
    posts: Connection[_Post] = batched(resolvers.posts)
    tags: Connection[_Tag] = batched(resolvers.tags)
    curated_tags: list[_CuratedTag] = batched(tag_changes.curated_tags, items=10)
    series: Connection[_Series] = batched(resolvers.series)
    members: Connection[Membership] = batched(resolvers.members)
    pages: Connection[_Page] = batched(resolvers.static_pages)
    audit_entries: Connection[AuditEntry] | None = batched(
        audit.entries_of_publications, viewer=True
    )
    redirects: Connection[Redirect] = batched(resolvers.redirects)
    viewer_pages: Connection[_Page] | None = batched(page_changes.viewer_pages, viewer=True)
    viewer_redirects: Connection[Redirect] | None = batched(
        redirect_changes.viewer_redirects, viewer=True
    )
    held_comments: Connection[_Comment] | None = batched(discussions.held_in, viewer=True)
    submissions: Connection[PostReview] | None = batched(reviews.submissions, viewer=True)
    unpublished_posts: Connection[_Post] | None = batched(
        unpublished.unpublished_posts, viewer=True
    )
    viewer_series: Connection[_Series] | None = batched(series_changes.viewer_series, viewer=True)
    invitations: Connection[PublicationInvitation] | None = batched(
        invitations.of_publications, viewer=True
    )
    viewer_role: PublicationRole | None = batched(publication_viewers.viewer_roles, viewer=True)
    viewer_can_edit_settings: bool = batched(
        publication_viewers.viewer_can_edit_settings, viewer=True
    )
    viewer_can_invite: bool = batched(publication_viewers.viewer_can_invite, viewer=True)
    viewer_can_publish: bool = batched(publication_viewers.viewer_can_publish, viewer=True)

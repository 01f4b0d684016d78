"""The viewer as the API shows them."""

from domain import actor
from domain.actor import Scope, SiteRole
from execution.fields import batched
from resolvers import (
    access_tokens,
    authorship,
    blocks,
    bookmarks,
    discussions,
    feed,
    follows,
    invitations,
    media,
    reading,
    tag_changes,
    unpublished,
)
from resolvers import sessions as own
from resolvers import viewers as resolvers
from schema.connections import Connection
from schema.declarations import described, shows
from schema.types import scopes  # noqa: F401 - declared before the first field that shows them
from schema.types.access_tokens import AccessToken
from schema.types.authorship import CoAuthorInvitation
from schema.types.bookmarks import BookmarkList
from schema.types.comments import Comment
from schema.types.feed import FeedConnection
from schema.types.follows import Follow
from schema.types.invitations import PublicationInvitation
from schema.types.media import Media
from schema.types.posts import Post
from schema.types.reading import Reading
from schema.types.sessions import Session
from schema.types.tags import Tag
from schema.types.users import User


@shows(actor.Member)
class Viewer:
    """Whoever is signed in, and what is for them alone."""

    access_tokens: Connection[AccessToken] = batched(access_tokens.of_viewers, viewer=True)
    blocked_users: Connection[User] = batched(blocks.blocked_by_viewers, viewer=True)
    bookmark_lists: Connection[BookmarkList] = batched(bookmarks.lists_of_viewers, viewer=True)
    co_author_invitations: Connection[CoAuthorInvitation] = batched(
        authorship.invitations_of_viewers, viewer=True
    )
    email: str = batched(own.emails, viewer=True)
    email_is_verified: bool = batched(own.are_verified, viewer=True)
    keeps_reading_history: bool = batched(reading.are_kept, viewer=True)
    feed: FeedConnection = batched(feed.feeds, viewer=True)
    following: Connection[Follow] = batched(follows.followed_by_viewers, viewer=True)
    held_comments: Connection[Comment] = batched(discussions.held_of_viewers, viewer=True)
    media: Connection[Media] = batched(media.media_of_viewers, viewer=True)
    muted_users: Connection[User] = batched(blocks.muted_by_viewers, viewer=True)
    posts: Connection[Post] = batched(unpublished.posts_of_viewers, viewer=True)
    publication_invitations: Connection[PublicationInvitation] = batched(
        invitations.of_viewers, viewer=True
    )
    reading_history: Connection[Reading] = batched(reading.histories, viewer=True)
    role: SiteRole = described("What the viewer is on this server.")
    scopes: list[Scope] = described("What the request may do: everything, in a session.")
    sessions: Connection[Session] = batched(own.sessions, viewer=True)
    unused_tags: Connection[Tag] | None = batched(tag_changes.unused_tags, viewer=True)
    user: User = batched(resolvers.users, viewer=True)

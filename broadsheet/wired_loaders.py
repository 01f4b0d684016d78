"""Behind each loader, what reads for it: statements, or a service where a rule decides.

A loader is made when it is first asked for: most operations need few of them.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from broadsheet.on_demand import OnDemand
from broadsheet.wired_services import WiredServices
from db.accounts import emails_by_user
from db.badges import badges_by_id
from db.comments import comments_by_id
from db.discussions import marks_by_comment, settings_by_post
from db.follows import follower_counts_by_subject
from db.front_pages import links_by_publication, pinned_by_publication
from db.hidden_counts import (
    HiddenBy,
    hidden_comments_by_post,
    hidden_posts_by_publication,
    hidden_posts_by_tag,
    hidden_replies_by_comment,
)
from db.lists import child_pages, totals
from db.media import covers_by_post
from db.mentions import mentioned_by_content
from db.pages import metadata_by_page
from db.pinned_comments import pinned_by_post
from db.post_edits import newest_edits_by_post
from db.posts import details_by_post
from db.profile_fields import fields_by_user
from db.publications import MembershipReader
from db.quotes import quoted_by_comment
from db.reactions import reaction_counts_by_comment, reaction_counts_by_post
from db.reviews import reviews_by_post
from db.revision_history import media_by_id, tag_names_by_id
from db.series import series_by_post
from db.tags import curated_tags_by_publication, tags_by_id
from db.threads import thread_pages
from db.uploads import sizes_by_media
from domain.actor import Actor
from domain.ids import TagId, UserId
from domain.publications.access import memberships_of
from domain.reactions.models import SubjectKind
from domain.tags.models import Tag
from domain.users.models import User
from resolvers.loaders import Loaders
from resolvers.loading import BatchLoader, Fetch, LoaderByKey, LoaderInOrder, LoaderOfParts

Made = TypeVar("Made")
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


def _made(make: Callable[["WiredLoaders"], Made]) -> OnDemand["WiredLoaders", Made]:
    return OnDemand(make)


def _one(
    fetch: Callable[["WiredLoaders"], Fetch[Key, Value]],
) -> OnDemand["WiredLoaders", BatchLoader[Key, Value | None]]:
    """Make what loads by key. What is not there, or not for the actor, is None."""
    return OnDemand(lambda its: LoaderByKey(fetch(its), default=None))


def _several(
    fetch: Callable[["WiredLoaders"], Fetch[Key, Sequence[Value]]],
) -> OnDemand["WiredLoaders", BatchLoader[Key, Sequence[Value]]]:
    """Make what loads several of each key, or none."""
    return OnDemand(lambda its: LoaderByKey(fetch(its), default=()))


def _found_tags(its: "WiredLoaders") -> BatchLoader[TagId, Tag | None]:
    if its.seen_by is None:
        return its.tag
    return LoaderByKey(partial(tags_by_id, its.reads, seen_by=its.seen_by), default=None)


def _found_users(its: "WiredLoaders") -> BatchLoader[UserId, User | None]:
    if its.seen_by is None:
        return its.user

    async def found(ids: Sequence[UserId]) -> Mapping[UserId, User]:
        users = await its.stored.users(its.reads, ids)
        return await its.services.blocks.found(its.actor, users)

    return LoaderByKey(found, default=None)


def _hidden(
    count: HiddenBy,
) -> OnDemand["WiredLoaders", BatchLoader[Any, int | None]]:
    """Make what counts for a viewer who hides people. Nobody else asks."""

    async def counted(its: "WiredLoaders", ids: Sequence[Any]) -> Mapping[Any, int]:
        return {} if its.seen_by is None else await count(its.reads, ids, its.seen_by)

    return _one(lambda its: partial(counted, its))


class WiredLoaders(Loaders):
    """The loaders, each made when it is first asked for."""

    def __init__(self, services: WiredServices, actor: Actor) -> None:
        self.services = services
        self.reads = services.reads
        self.stored = services.stored
        self.actor = actor
        self.seen_by = services.seen_by

    access_token = _one(lambda its: partial(its.services.access_tokens.visible, its.actor))
    audit_entry = _one(lambda its: partial(its.services.audit.visible, its.actor))
    badge = _one(lambda its: partial(badges_by_id, its.reads))
    bookmark_list = _one(lambda its: partial(its.services.bookmarks.visible, its.actor))
    claim = _one(lambda its: partial(its.services.claims.visible, its.actor))
    co_author_invitation = _one(
        lambda its: partial(its.services.co_author_inviting.visible, its.actor)
    )
    comment = _one(lambda its: partial(comments_by_id, its.reads, seen_by=its.seen_by))
    comment_marks = _one(lambda its: partial(marks_by_comment, its.reads))
    comment_reactions = _several(
        lambda its: partial(reaction_counts_by_comment, its.reads, seen_by=its.seen_by)
    )
    content = _made(lambda its: LoaderOfParts(partial(its.stored.contents, its.reads)))
    cover = _one(lambda its: partial(covers_by_post, its.reads))
    curated_tags = _several(lambda its: partial(curated_tags_by_publication, its.reads))
    discussion_standing = _one(lambda its: partial(its.services.discussions.standings, its.actor))
    email = _one(lambda its: partial(emails_by_user, its.reads))
    follower_count = _one(
        lambda its: partial(follower_counts_by_subject, its.reads, seen_by=its.seen_by)
    )
    found_tag = _made(_found_tags)
    found_user = _made(_found_users)
    hidden_comments = _hidden(hidden_comments_by_post)
    hidden_posts_in = _hidden(hidden_posts_by_publication)
    hidden_posts_tagged = _hidden(hidden_posts_by_tag)
    hidden_replies = _hidden(hidden_replies_by_comment)
    hidden_user = _one(lambda its: partial(its.services.blocks.hidden, its.actor))
    invitation = _one(lambda its: partial(its.services.publication_joining.visible, its.actor))
    media = _one(lambda its: partial(its.services.media.visible, its.actor))
    media_asset = _one(lambda its: partial(media_by_id, its.reads))
    media_sizes = _several(lambda its: partial(sizes_by_media, its.reads))
    mentioned = _several(lambda its: partial(mentioned_by_content, its.reads, seen_by=its.seen_by))
    navigation_links = _several(lambda its: partial(links_by_publication, its.reads))
    own_discussion = _one(lambda its: partial(settings_by_post, its.reads))
    page = _made(lambda its: LoaderInOrder(partial(child_pages, its.reads, seen_by=its.seen_by)))
    page_metadata = _one(lambda its: partial(metadata_by_page, its.reads))
    pinned_comments = _several(lambda its: partial(pinned_by_post, its.reads, seen_by=its.seen_by))
    pinned_post = _one(lambda its: partial(pinned_by_publication, its.reads, seen_by=its.seen_by))
    post = _one(lambda its: partial(its.services.posts.visible, its.actor))
    post_details = _one(lambda its: partial(details_by_post, its.reads))
    post_edit = _made(lambda its: LoaderOfParts(partial(newest_edits_by_post, its.reads)))
    post_reactions = _several(
        lambda its: partial(reaction_counts_by_post, its.reads, seen_by=its.seen_by)
    )
    post_review = _one(lambda its: partial(reviews_by_post, its.reads))
    preview_link = _one(lambda its: partial(its.services.previews.visible, its.actor))
    profile_fields = _several(lambda its: partial(fields_by_user, its.reads))
    publication = _one(lambda its: partial(its.stored.publications, its.reads))
    quoted = _one(lambda its: partial(quoted_by_comment, its.reads, seen_by=its.seen_by))
    redirect = _one(lambda its: partial(its.services.redirects.visible, its.actor))
    review = _one(lambda its: partial(its.services.reviews.visible, its.actor))
    revision = _one(lambda its: partial(its.services.revisions.visible, its.actor))
    series = _one(lambda its: partial(its.services.series.visible, its.actor))
    series_of_post = _several(lambda its: partial(series_by_post, its.reads))
    session = _one(lambda its: partial(its.services.accounts.visible_sessions, its.actor))
    standing = _one(lambda its: partial(its.services.blocks.standings, its.actor))
    static_page = _one(lambda its: partial(its.services.pages.visible, its.actor))
    tag = _one(lambda its: partial(its.stored.tags, its.reads))
    tag_name = _one(lambda its: partial(tag_names_by_id, its.reads))
    thread = _made(lambda its: LoaderInOrder(partial(thread_pages, its.reads, seen_by=its.seen_by)))
    total = _made(lambda its: LoaderInOrder(partial(totals, its.reads, seen_by=its.seen_by)))
    user = _one(lambda its: partial(its.stored.users, its.reads))
    viewer_bookmark = _one(lambda its: partial(its.services.bookmarks.bookmarked, its.actor))
    viewer_comment_reactions = _several(
        lambda its: partial(its.services.reactions.given, its.actor, SubjectKind.COMMENT)
    )
    viewer_follow = _one(lambda its: partial(its.services.follows.followed_among, its.actor))
    viewer_membership = _one(
        lambda its: partial(memberships_of, MembershipReader(its.reads), its.actor)
    )
    viewer_post_reactions = _several(
        lambda its: partial(its.services.reactions.given, its.actor, SubjectKind.POST)
    )
    viewer_reading = _one(lambda its: partial(its.services.reading.progress, its.actor))

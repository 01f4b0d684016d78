"""Who may do what in a discussion. Pure questions: no I/O, no exceptions, no framework."""

from datetime import datetime

from domain.actor import Actor, Member, Scope, is_staff
from domain.discussions.models import DiscussionStanding
from domain.discussions.refusals import (
    CommentDeleted,
    CommentsClosed,
    CommentsOff,
    FollowersOnly,
    MembersOnly,
    ThreadLocked,
)
from domain.posts.models import Post
from domain.posts.policy import can_edit, is_author
from domain.posts.refusals import PostNotPublished
from domain.publications.models import DiscussionPolicy, Membership
from domain.publications.roles import is_editor, is_editor_role
from domain.refusals import Refusal


def can_comment(actor: Actor, standing: DiscussionStanding | None, *, at: datetime) -> bool:
    """Whether somebody may write in a place, which is None where there is none for them."""
    return writes(actor) and standing is not None and what_is_against_it(standing, at=at) is None


def what_is_against_it(standing: DiscussionStanding, *, at: datetime) -> Refusal | None:
    """Return what keeps a member from writing there, or None when nothing does.

    What is off, closed or locked is so for everybody, whoever they are.
    """
    discussion = standing.discussion
    if not standing.is_public:
        return PostNotPublished()
    if standing.is_below_deleted:
        return CommentDeleted(message="The comment that this answers is deleted.")
    if discussion.policy is DiscussionPolicy.OFF:
        return CommentsOff()
    if discussion.is_locked or standing.is_below_locked:
        return ThreadLocked()
    if discussion.has_closed(at):
        return CommentsClosed()
    return _what_is_against_them(standing)


def _what_is_against_them(standing: DiscussionStanding) -> Refusal | None:
    """Return what keeps this member out, where others may write."""
    if standing.is_author or standing.role is not None:
        return None
    if standing.discussion.policy is DiscussionPolicy.MEMBERS:
        return MembersOnly()
    if standing.discussion.policy is DiscussionPolicy.FOLLOWERS and not standing.is_follower:
        return FollowersOnly()
    return None


def has_to_wait(actor: Actor, standing: DiscussionStanding) -> bool:
    """Whether what somebody writes there is looked at by an editor before others see it."""
    is_trusted = standing.is_author or standing.role is not None or is_staff(actor)
    return standing.is_new_here and not is_trusted


def can_keep_order(actor: Actor, standing: DiscussionStanding) -> bool:
    """Whether somebody decides what is said there: whose post it is, its editors, the staff."""
    if not isinstance(actor, Member):
        return False
    return actor.is_staff or standing.is_author or is_editor_role(standing.role)


def can_moderate(actor: Actor, membership: Membership | None) -> bool:
    """Editors decide what readers see of the comments in their publication. So does the staff."""
    return writes(actor) and (is_staff(actor) or is_editor(membership))


def can_lock(actor: Actor, post: Post, membership: Membership | None) -> bool:
    """Whose post it is ends a discussion below it. So do its editors, and the staff."""
    if not isinstance(actor, Member) or not writes(actor):
        return False
    return actor.is_staff or is_author(actor.user_id, post) or is_editor(membership)


def can_pin(actor: Actor, post: Post, membership: Membership | None) -> bool:
    """What stands first below a post is for those to say who edit it."""
    return writes(actor) and can_edit(actor, post, membership)


def writes(actor: Actor) -> bool:
    """Whether what asks may write comments, where the person may."""
    return isinstance(actor, Member) and Scope.WRITE_COMMENTS in actor.scopes

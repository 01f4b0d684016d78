"""Who posts are by: asking people to be co-authors, and their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.actor import Member
from domain.authorship import policy
from domain.authorship.models import (
    NEWEST_INVITATIONS,
    OLDEST_INVITATIONS,
    CoAuthorInvitation,
    InvitationsOf,
    InvitationsTo,
)
from domain.ids import CO_AUTHOR_INVITATION, POST, USER, GlobalId, UserId
from domain.paging import Page
from domain.posts import policy as posts_policy
from domain.posts.models import Post
from domain.refusals import invalid
from domain.users.models import User
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.paging import pages
from resolvers.viewer_rights import allowed, pages_of_editable

InvitationArgument = Annotated[GlobalId, "The invitation to answer."]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedCoAuthor:
    """What asking somebody answers with."""

    invitation: CoAuthorInvitation
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedCoAuthorship:
    """What accepting answers with."""

    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedCoAuthorship:
    """What declining answers with."""

    declined_by: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedCoAuthor:
    """What removing a co-author answers with."""

    post: Post | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPostAuthor:
    """What saying who a post is by answers with."""

    post: Post


async def invitations_to_posts(
    context: RequestContext,
    posts: Sequence[Post],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[CoAuthorInvitation] | None]:
    """Who was asked to write the post with its author and has not answered, oldest first.

    Null to those who may not edit it.
    """
    request = page_request(first, after, last, before, order=OLDEST_INVITATIONS)
    return await pages_of_editable(context, posts, InvitationsTo, request)


async def invitations_of_viewers(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[CoAuthorInvitation]]:
    """Invitations to write posts with their authors that wait for an answer, newest first."""
    request = page_request(first, after, last, before, order=NEWEST_INVITATIONS)
    return await pages(context, (InvitationsOf(viewer.user_id) for viewer in viewers), request)


async def viewer_can_choose_co_authors(
    context: RequestContext, posts: Sequence[Post]
) -> Sequence[bool]:
    """Whether the viewer may ask people to write the post with its author, and remove them."""
    if not posts_policy.can_write(context.actor):
        return [False] * len(posts)
    return await allowed(context, posts, policy.can_choose_co_authors)


async def posts(
    context: RequestContext, invitations: Sequence[CoAuthorInvitation]
) -> Sequence[Post | None]:
    """The post to write. Null when it has gone in the meantime."""
    return await context.loaders.post.load_many(each.post_id for each in invitations)


async def invited(
    context: RequestContext, invitations: Sequence[CoAuthorInvitation]
) -> Sequence[User]:
    """Who is asked."""
    return existing(await context.loaders.user.load_many(each.user_id for each in invitations))


async def inviters(
    context: RequestContext, invitations: Sequence[CoAuthorInvitation]
) -> Sequence[User]:
    """Who asks."""
    return existing(await context.loaders.user.load_many(each.inviter_id for each in invitations))


async def invite_co_author(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post to write together."],
    user_id: Annotated[GlobalId | None, "Whom to ask. Give this or the username."] = None,
    username: Annotated[str | None, "Whom to ask, by username, 60 characters at most."] = None,
) -> InvitedCoAuthor:
    """Ask somebody to write a post with its author.

    They may read it from now on, and are named as a co-author once they accept. The author of the
    post and the editors of its publication may ask; a post has 10 co-authors at most.
    """
    wanted = to_id(POST, post_id, argument="postId")
    person = _person(user_id, username)
    made = await context.services.co_author_inviting.invite(context.actor, wanted, person)
    return InvitedCoAuthor(invitation=made.invitation, post=made.post)


async def accept_co_authorship(
    context: RequestContext, *, invitation_id: InvitationArgument
) -> AcceptedCoAuthorship:
    """Become a co-author of a post that you were asked to write. From now on you may edit it."""
    wanted = to_id(CO_AUTHOR_INVITATION, invitation_id, argument="invitationId")
    return AcceptedCoAuthorship(
        post=await context.services.co_author_inviting.accept(context.actor, wanted)
    )


async def decline_co_authorship(
    context: RequestContext, *, invitation_id: InvitationArgument
) -> DeclinedCoAuthorship:
    """Refuse to write a post. Nobody can ask you to write it again."""
    wanted = to_id(CO_AUTHOR_INVITATION, invitation_id, argument="invitationId")
    member = await context.services.co_author_inviting.decline(context.actor, wanted)
    return DeclinedCoAuthorship(declined_by=member)


async def remove_co_author(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post."],
    user_id: Annotated[GlobalId, "Who writes it no longer, or is no longer asked to."],
) -> RemovedCoAuthor:
    """Take a co-author from a post, or take back an invitation.

    The author of the post and the editors of its publication may, and everyone may leave.
    """
    wanted = to_id(POST, post_id, argument="postId")
    person = to_id(USER, user_id, argument="userId")
    post = await context.services.co_author_inviting.remove(context.actor, wanted, person)
    return RemovedCoAuthor(post=post)


async def change_post_author(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post."],
    user_id: Annotated[GlobalId, "The member of its publication whom it is by."],
) -> ChangedPostAuthor:
    """Say that a post is by another member of its publication.

    Its editors do, and so publish on behalf of others. It is audited, and the former author is
    told. They are no longer one of the authors, and can be asked to be.
    """
    wanted = to_id(POST, post_id, argument="postId")
    person = to_id(USER, user_id, argument="userId")
    post = await context.services.authorship.change_author(context.actor, wanted, person)
    return ChangedPostAuthor(post=post)


def _person(user_id: GlobalId | None, username: str | None) -> UserId | str:
    if user_id is not None and username is None:
        return to_id(USER, user_id, argument="userId")
    if username is None or user_id is not None:
        raise invalid("userId", "Say by userId or by username whom to ask.")
    return username.lower()

"""Writing a post with others, who agree to it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from domain.actor import Actor, Member, Scope, require_member, seen_by
from domain.authorship import policy
from domain.authorship.events import (
    CoAuthorAccepted,
    CoAuthorDeclined,
    CoAuthorInvited,
    CoAuthorRemoved,
)
from domain.authorship.models import MOST_CO_AUTHORS, MOST_INVITATIONS, CoAuthorInvitation
from domain.authorship.ports import AuthorshipWork, CoAuthorInvitationReader
from domain.authorship.refusals import (
    AlreadyAuthor,
    AlreadyInvited,
    CoAuthorInvitationNotFound,
    CoAuthorNotFound,
    InvitationDeclined,
    PersonNotClaimed,
    TooManyCoAuthors,
    TooManyInvitations,
)
from domain.blocks.policy import are_apart
from domain.clock import Clock
from domain.ids import CO_AUTHOR_INVITATION, POST, USER, CoAuthorInvitationId, PostId, UserId
from domain.posts import policy as posts_policy
from domain.posts.access import LockedPost, PostAccess, locked_post
from domain.posts.models import Post
from domain.refusals import PermissionDenied, Refused
from domain.unit_of_work import UnitOfWork
from domain.users.models import User
from domain.users.refusals import PersonNotFound


class NewInvitation(NamedTuple):
    invitation: CoAuthorInvitation
    post: Post


@dataclass(frozen=True, slots=True)
class CoAuthorInviting:
    unit_of_work: UnitOfWork[AuthorshipWork]
    reader: CoAuthorInvitationReader
    access: PostAccess
    clock: Clock

    async def visible(
        self, actor: Actor, ids: Collection[CoAuthorInvitationId]
    ) -> Mapping[CoAuthorInvitationId, CoAuthorInvitation]:
        """Find invitations to the actor, and to posts that they may edit."""
        found = await self.reader.by_ids(ids) if isinstance(actor, Member) else ()
        others = {each.post_id for each in found if not _is_to(actor, each)}
        editable = await self.access.editable(actor, others)
        return {each.id: each for each in found if _is_to(actor, each) or each.post_id in editable}

    async def invite(self, actor: Actor, post_id: PostId, person: UserId | str) -> NewInvitation:
        """Ask somebody, by id or by username, to write a post with its author.

        Refuses with Unauthenticated, PostNotFound, PermissionDenied, PersonNotFound,
        PersonNotClaimed, AlreadyAuthor, AlreadyInvited, InvitationDeclined, TooManyCoAuthors or
        TooManyInvitations.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            post, membership = await locked_post(work, member, post_id)
            if not policy.can_choose_co_authors(member, post, membership):
                raise Refused(PermissionDenied(message="Its author chooses who else writes it."))
            user = await _person(work, member, person)
            if posts_policy.is_author(user.id, post):
                raise Refused(AlreadyAuthor())
            now = self.clock()
            invitation = CoAuthorInvitation(
                CO_AUTHOR_INVITATION.new_id(at=now), post_id, user.id, member.user_id, now
            )
            await _ask(work, post, invitation)
            work.record(
                CoAuthorInvited(
                    occurred_at=now,
                    post_id=POST.text_of(post_id),
                    user_id=USER.text_of(user.id),
                    inviter_id=USER.text_of(member.user_id),
                )
            )
        return NewInvitation(invitation, post)

    async def accept(self, actor: Actor, invitation_id: CoAuthorInvitationId) -> Post:
        """Become a co-author of a post that the actor was asked to write.

        Refuses with Unauthenticated, CoAuthorInvitationNotFound or TooManyCoAuthors.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            invitation = await _own(work, member, invitation_id)
            post_id = invitation.post_id
            post, _ = await locked_post(
                work, member, post_id, otherwise=CoAuthorInvitationNotFound()
            )
            if not await work.co_author_invitations.remove(post_id, member.user_id):
                raise Refused(CoAuthorInvitationNotFound())
            if len(post.co_author_ids) >= MOST_CO_AUTHORS:
                raise Refused(TooManyCoAuthors())
            await work.post_authors.add(post_id, member.user_id)
            work.record(
                CoAuthorAccepted(
                    occurred_at=self.clock(),
                    post_id=POST.text_of(post_id),
                    user_id=USER.text_of(member.user_id),
                    inviter_id=USER.text_of(invitation.inviter_id),
                )
            )
            changed, _ = await locked_post(work, member, post_id)
        return changed

    async def decline(self, actor: Actor, invitation_id: CoAuthorInvitationId) -> Member:
        """Refuse to write a post. Nobody asks the actor to write it again.

        Refuses with Unauthenticated or CoAuthorInvitationNotFound.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            invitation = await _own(work, member, invitation_id)
            now = self.clock()
            if not await work.co_author_invitations.decline(invitation_id, at=now):
                raise Refused(CoAuthorInvitationNotFound())
            work.record(
                CoAuthorDeclined(
                    occurred_at=now,
                    post_id=POST.text_of(invitation.post_id),
                    user_id=USER.text_of(member.user_id),
                    inviter_id=USER.text_of(invitation.inviter_id),
                )
            )
        return member

    async def remove(self, actor: Actor, post_id: PostId, user_id: UserId) -> Post | None:
        """Take a co-author from a post, or an invitation back. Returns what the actor still sees.

        Refuses with Unauthenticated, PostNotFound, PermissionDenied or CoAuthorNotFound.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            locked = await locked_post(work, member, post_id)
            if not policy.can_remove_co_author(member, *locked, user_id):
                raise Refused(PermissionDenied(message="Its author chooses who else writes it."))
            await _remove(work, locked, user_id)
            work.record(
                CoAuthorRemoved(
                    occurred_at=self.clock(),
                    post_id=POST.text_of(post_id),
                    user_id=USER.text_of(user_id),
                    removed_by_id=USER.text_of(member.user_id),
                )
            )
            changed = await work.posts.lock(post_id)
        is_seen = changed and posts_policy.can_view(member, changed, locked.membership)
        return changed if is_seen else None


def _is_to(actor: Actor, invitation: CoAuthorInvitation) -> bool:
    return isinstance(actor, Member) and actor.user_id == invitation.user_id


async def _own(
    work: AuthorshipWork, member: Member, invitation_id: CoAuthorInvitationId
) -> CoAuthorInvitation:
    for invitation in await work.co_author_invitations.by_ids([invitation_id]):
        if _is_to(member, invitation):
            return invitation
    raise Refused(CoAuthorInvitationNotFound())


async def _person(work: AuthorshipWork, member: Member, person: UserId | str) -> User:
    """Find whoever is to be asked, if they can answer."""
    if isinstance(person, str):
        found = await work.users.by_username(person)
    else:
        found = await work.users.by_id(person)
    if found is None or await _are_apart(work, member, found):
        raise Refused(PersonNotFound())
    if not found.is_claimed:
        raise Refused(PersonNotClaimed())
    return found


async def _are_apart(work: AuthorshipWork, member: Member, person: User) -> bool:
    """Whether there is a block between the two, from whom the staff does not hide."""
    viewer = seen_by(member)
    if viewer is None:
        return False
    standings = await work.blocks.standings(viewer, [person.id])
    return person.id in standings and are_apart(standings[person.id])


async def _ask(work: AuthorshipWork, post: Post, invitation: CoAuthorInvitation) -> None:
    invitations = work.co_author_invitations
    waiting, asked = await invitations.count(post.id)
    if await invitations.add(invitation):
        if len(post.co_author_ids) + waiting >= MOST_CO_AUTHORS:
            raise Refused(TooManyCoAuthors())
        if asked >= MOST_INVITATIONS:
            raise Refused(TooManyInvitations())
        return
    declined = await invitations.has_declined(post.id, invitation.user_id)
    raise Refused(InvitationDeclined() if declined else AlreadyInvited())


async def _remove(work: AuthorshipWork, locked: LockedPost, user_id: UserId) -> None:
    post, _ = locked
    if user_id in post.co_author_ids:
        await work.post_authors.remove(post.id, user_id)
    elif not await work.co_author_invitations.remove(post.id, user_id):
        raise Refused(CoAuthorNotFound())

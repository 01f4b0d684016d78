"""Publishing in the name of others."""

from dataclasses import dataclass

from domain.actor import Actor, Member, Scope, require_member
from domain.audit_entries import AuditEntry
from domain.authorship import policy
from domain.authorship.events import PostAuthorChanged
from domain.authorship.ports import AuthorshipWork
from domain.authorship.refusals import AlreadyAuthor, AuthorNotMember
from domain.clock import Clock
from domain.ids import AUDIT_ENTRY, POST, PUBLICATION, USER, PostId, UserId
from domain.posts.access import locked_post
from domain.posts.models import Post
from domain.refusals import PermissionDenied, Refused
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AuthorshipService:
    unit_of_work: UnitOfWork[AuthorshipWork]
    clock: Clock

    async def change_author(self, actor: Actor, post_id: PostId, user_id: UserId) -> Post:
        """Say that a post is by another member of its publication. It is audited.

        Refuses with Unauthenticated, PostNotFound, PermissionDenied, AlreadyAuthor or
        AuthorNotMember.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            post, membership = await locked_post(work, member, post_id)
            if not policy.can_change_author(member, membership):
                raise Refused(PermissionDenied(message="Only its editors say who a post is by."))
            if user_id == post.author_id:
                raise Refused(AlreadyAuthor())
            if not await work.memberships.of_user(user_id, [post.publication_id]):
                raise Refused(AuthorNotMember())
            await work.co_author_invitations.remove(post_id, user_id)
            await work.post_authors.change(post_id, former_id=post.author_id, author_id=user_id)
            await self._tell(work, member, post, user_id)
            changed, _ = await locked_post(work, member, post_id)
        return changed

    async def _tell(
        self, work: AuthorshipWork, member: Member, post: Post, author_id: UserId
    ) -> None:
        now = self.clock()
        former, author = USER.text_of(post.author_id), USER.text_of(author_id)
        await work.audit.add(
            AuditEntry(
                id=AUDIT_ENTRY.new_id(at=now),
                actor_id=member.user_id,
                action="post.author_changed",
                subject=POST.text_of(post.id),
                details={"formerAuthor": former, "author": author},
                occurred_at=now,
                publication_id=post.publication_id,
            )
        )
        work.record(
            PostAuthorChanged(
                occurred_at=now,
                post_id=POST.text_of(post.id),
                publication_id=PUBLICATION.text_of(post.publication_id),
                author_id=author,
                former_author_id=former,
                changed_by_id=USER.text_of(member.user_id),
            )
        )

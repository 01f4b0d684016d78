"""The beginning of every change of a discussion: it is there, it is held, and who is asking."""

from dataclasses import dataclass
from datetime import datetime

from domain.actor import Member
from domain.audit_entries import AuditEntry
from domain.comments.models import Comment
from domain.comments.refusals import CommentNotFound
from domain.discussions import policy
from domain.discussions.events import DiscussionEvent, about
from domain.discussions.refusals import CommentDeleted
from domain.ids import AUDIT_ENTRY, COMMENT, POST, CommentId, PostId, UserId
from domain.mentions.telling import tell_of_comment
from domain.moderation.models import ModeratedComment
from domain.moderation.ports import ModerationWork
from domain.posts import policy as posts_policy
from domain.posts.access import locked_post
from domain.posts.models import Post
from domain.publications.models import Membership
from domain.refusals import PermissionDenied, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderKeeping:
    """A discussion that nobody else changes now, and who wants to change it."""

    work: ModerationWork
    member: Member
    post: Post
    membership: Membership | None

    def require(self, *, allowed: bool, otherwise: str) -> None:
        """Refuse with PermissionDenied."""
        if not allowed:
            raise Refused(PermissionDenied(message=otherwise))

    def require_locking(self) -> None:
        """Refuse with PermissionDenied who may not end a discussion."""
        self.require(
            allowed=policy.can_lock(self.member, self.post, self.membership),
            otherwise="Whose post it is, its editors and the staff lock discussions.",
        )

    def require_moderation(self) -> None:
        """Refuse with PermissionDenied who may not decide what readers see."""
        self.require(
            allowed=policy.can_moderate(self.member, self.membership),
            otherwise="Its editors and the staff decide what readers see.",
        )

    def require_pinning(self) -> None:
        """Refuse with PermissionDenied who may not say what stands first."""
        self.require(
            allowed=policy.can_pin(self.member, self.post, self.membership),
            otherwise="Its authors and its editors pin comments on a post.",
        )

    def announce(
        self, event: type[DiscussionEvent], comment_id: CommentId | None, *, at: datetime
    ) -> None:
        self.work.record(about(event, self.post, comment_id, self.member.user_id, at))

    async def note(self, action: str, comment_id: CommentId | None, *, at: datetime) -> None:
        """Write down what was done to what is others'."""
        whole = POST.text_of(self.post.id)
        await self.work.audit.add(
            AuditEntry(
                AUDIT_ENTRY.new_id(at=at),
                self.member.user_id,
                action,
                whole if comment_id is None else COMMENT.text_of(comment_id),
                {} if comment_id is None else {"post_id": whole},
                at,
                self.post.publication_id,
            )
        )

    async def tell(
        self, event: type[DiscussionEvent], comment_id: CommentId | None, *, at: datetime
    ) -> None:
        """Announce a change, and write it down where the staff has made it of what is others'."""
        self.announce(event, comment_id, at=at)
        if posts_policy.is_in_authority(self.member, self.post, self.membership):
            await self.note(event.name, comment_id, at=at)

    async def tell_of_mentions(
        self, comment: Comment, author_id: UserId | None, *, at: datetime
    ) -> None:
        """Announce whom a comment mentions that is shown from now on."""
        if author_id is not None and comment.content_id is not None:
            await tell_of_comment(
                self.work,
                comment.id,
                comment.content_id,
                post_id=self.post.id,
                author_id=author_id,
                at=at,
            )


async def keep_order(work: ModerationWork, member: Member, post_id: PostId) -> OrderKeeping:
    """Hold the discussion of a post. Refuses with PostNotFound."""
    post, membership = await locked_post(work, member, post_id)
    return OrderKeeping(work=work, member=member, post=post, membership=membership)


async def keep_order_of(
    work: ModerationWork, member: Member, comment_id: CommentId
) -> tuple[OrderKeeping, ModeratedComment]:
    """Hold the discussion that a comment belongs to. Refuses with CommentNotFound.

    What is not shown to readers is there for those who decide so.
    """
    post_id = await work.moderation.post_of(comment_id)
    if post_id is None:
        raise Refused(CommentNotFound())
    post, membership = await locked_post(work, member, post_id, otherwise=CommentNotFound())
    # Read now that nobody else writes here: it may have gone in the meantime.
    found = await work.moderation.comment(comment_id)
    if found is None or not (found.is_shown or policy.can_moderate(member, membership)):
        raise Refused(CommentNotFound())
    return OrderKeeping(work=work, member=member, post=post, membership=membership), found


def require_text(found: ModeratedComment) -> None:
    """Refuse with CommentDeleted what nothing is left of but its place."""
    if found.is_deleted:
        raise Refused(CommentDeleted())

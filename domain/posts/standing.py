"""The beginning of every change of a post: it is there, it is held, and who is asking."""

from dataclasses import dataclass
from datetime import datetime

from domain.actor import Member
from domain.audit_entries import AuditEntry
from domain.ids import AUDIT_ENTRY, POST, PostId
from domain.posts import policy
from domain.posts.access import locked_post
from domain.posts.edits import PostEdit
from domain.posts.models import Post, PostStatus
from domain.posts.refusals import PostDeleted, PostRemoved, PostStale
from domain.posts.writing_ports import WritingWork
from domain.publications.models import Membership, Publication
from domain.refusals import PermissionDenied, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A post that is held until the unit of work ends, and who wants to change it."""

    work: WritingWork
    member: Member
    membership: Membership | None
    post: Post
    edit: PostEdit
    """Its newest edit."""

    def require(self, *, allowed: bool, otherwise: str) -> None:
        """Refuse with PermissionDenied."""
        if not allowed:
            raise Refused(PermissionDenied(message=otherwise))

    def require_editor(self) -> None:
        """Refuse with PermissionDenied whoever may not edit the post."""
        self.require(
            allowed=policy.can_edit(self.member, self.post, self.membership),
            otherwise="Only its authors and the editors of its publication edit this post.",
        )

    def require_publisher(self) -> None:
        """Refuse with PermissionDenied whoever may not publish anything in its publication."""
        self.require(
            allowed=policy.can_publish(self.member, self.membership),
            otherwise="Only its editors publish for it.",
        )

    async def require_publisher_of_post(self) -> None:
        """Refuse with PermissionDenied whoever may not publish this post."""
        if policy.can_publish(self.member, self.membership):
            return
        publication = await self.publication()
        self.require(
            allowed=policy.can_publish_post(self.member, self.post, publication, self.membership),
            otherwise="Only its editors publish for it.",
        )

    async def publication(self) -> Publication:
        """Read where the post is published."""
        found = await self.work.drafts.publication(self.post.publication_id)
        if found is None:
            raise LookupError("A foreign key led nowhere.")
        return found

    def require_present(self) -> None:
        """Refuse with PostDeleted or PostRemoved what can only be restored."""
        if self.post.status is PostStatus.REMOVED:
            raise Refused(PostRemoved())
        if self.post.status is PostStatus.DELETED:
            raise Refused(PostDeleted())

    def require_version(self, version: int) -> None:
        """Refuse with PostStale whoever has not seen the newest edit."""
        if version != self.edit.version:
            raise Refused(PostStale(current_version=self.edit.version, current=self.edit))

    async def note(self, action: str, *, at: datetime) -> None:
        """Write down what the staff does to a post that is not theirs."""
        if policy.is_in_authority(self.member, self.post, self.membership):
            await self.work.audit.add(
                AuditEntry(
                    AUDIT_ENTRY.new_id(at=at),
                    self.member.user_id,
                    action,
                    POST.text_of(self.post.id),
                    {},
                    at,
                    self.post.publication_id,
                )
            )


async def stand(work: WritingWork, member: Member, post_id: PostId) -> Standing:
    """Hold a post and read its newest edit. Refuses with PostNotFound.

    A post that the member may not see counts as not found.
    """
    post, membership = await locked_post(work, member, post_id)
    # Read now that nobody else can save: what was read before the post was held may be old.
    edit = await work.edits.newest(post_id)
    return Standing(work=work, member=member, membership=membership, post=post, edit=edit)


async def held(work: WritingWork, post_id: PostId) -> Post:
    """Return a post as it is now, after something of it has changed."""
    post = await work.posts.lock(post_id)
    if post is None:
        raise LookupError("A post that was held is gone.")
    return post

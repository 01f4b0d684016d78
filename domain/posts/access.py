"""Who stands where to a post, for use cases around it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from domain.actor import Actor, Member, seen_by
from domain.ids import PostId
from domain.posts import policy
from domain.posts.models import Post
from domain.posts.ports import InvitationReader, PostReader, PostRepository, SightReader
from domain.posts.refusals import PostNotFound
from domain.publications.models import Membership
from domain.publications.ports import MembershipReader
from domain.refusals import NotFound, Refused

_NOT_FOUND = PostNotFound()


class AccessWork(Protocol):
    """What finding a post to change takes inside one unit of work."""

    @property
    def posts(self) -> PostRepository: ...

    @property
    def memberships(self) -> MembershipReader: ...

    @property
    def co_author_invitations(self) -> InvitationReader: ...

    @property
    def sight(self) -> SightReader: ...


class LockedPost(NamedTuple):
    """A post that nobody else changes now, and what the member is where it is published."""

    post: Post
    membership: Membership | None


async def locked_post(
    work: AccessWork, member: Member, post_id: PostId, *, otherwise: NotFound = _NOT_FOUND
) -> LockedPost:
    """Hold a post that the member may see against other writers.

    Refuses with PostNotFound, or with what the member was looking for when they came to it.
    """
    post = await work.posts.lock(post_id)
    if post is None:
        raise Refused(otherwise)
    found = await work.memberships.of_user(member.user_id, [post.publication_id])
    membership = found.get(post.publication_id)
    if not policy.can_view(member, post, membership):
        invited = await work.co_author_invitations.inviting(member.user_id, [post_id])
        if not policy.can_view(member, post, membership, is_invited=bool(invited)):
            raise Refused(otherwise)
    viewer = seen_by(member)
    if viewer is not None and await work.sight.posts_apart(viewer, [post_id]):
        raise Refused(otherwise)
    return LockedPost(post, membership)


@dataclass(frozen=True, slots=True)
class PostAccess:
    reader: PostReader
    memberships: MembershipReader

    async def editable(self, actor: Actor, ids: Collection[PostId]) -> Mapping[PostId, Post]:
        """Return those of the posts that the actor may edit."""
        if not isinstance(actor, Member) or not ids:
            return {}
        posts = await self.reader.by_ids(ids)
        publication_ids = {post.publication_id for post in posts}
        memberships = await self.memberships.of_user(actor.user_id, publication_ids)
        return {
            post.id: post
            for post in posts
            if policy.can_edit(actor, post, memberships.get(post.publication_id))
        }

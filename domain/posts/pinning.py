"""Showing one post of a publication before all others."""

from dataclasses import dataclass
from typing import Protocol

from domain.actor import Actor, Scope, require_member
from domain.clock import Clock
from domain.ids import PostId, PublicationId
from domain.posts import policy
from domain.posts.ports import PostRepository
from domain.posts.refusals import PostNotFound, PostNotPublished
from domain.publications.arranging import require_arranging
from domain.publications.models import Publication
from domain.publications.ports import PublicationWork
from domain.publications.records import announce_update
from domain.publications.standing import found_for
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork

_CHANGED = ("pinnedPost",)


class PinningWork(PublicationWork, Protocol):
    """What pinning a post may touch inside one unit of work."""

    @property
    def posts(self) -> PostRepository: ...


@dataclass(frozen=True, slots=True)
class PostPinning:
    unit_of_work: UnitOfWork[PinningWork]
    clock: Clock

    async def pin(self, actor: Actor, post_id: PostId) -> Publication:
        """Show a published post before all others of its publication, in place of another one.

        Refuses with Unauthenticated, ScopeMissing, PostNotFound, PermissionDenied or
        PostNotPublished.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            post = await work.posts.lock(post_id)
            if post is None:
                raise Refused(PostNotFound())
            publication, membership = await found_for(work, member, post.publication_id)
            if not policy.can_view(member, post, membership):
                raise Refused(PostNotFound())
            require_arranging(member, membership)
            if not await work.front_pages.pin(post_id):
                raise Refused(PostNotPublished())
            await announce_update(work, member, publication.id, _CHANGED, at=self.clock())
        return publication

    async def unpin(self, actor: Actor, publication_id: PublicationId) -> Publication:
        """Show no post before all others. That is so already where nothing is pinned.

        Refuses with Unauthenticated, ScopeMissing, PublicationNotFound or PermissionDenied.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            publication, membership = await found_for(work, member, publication_id)
            require_arranging(member, membership)
            if await work.front_pages.unpin(publication_id):
                await announce_update(work, member, publication_id, _CHANGED, at=self.clock())
        return publication

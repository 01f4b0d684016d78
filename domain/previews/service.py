"""Showing a post to people of one's choice before it is published."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.ids import PREVIEW_LINK, PostId, PreviewLinkId
from domain.posts import policy
from domain.posts.access import PostAccess, locked_post
from domain.posts.models import Post
from domain.previews.models import MOST_DAYS, MOST_LINKS, PostPreview, PreviewLink, hint_of
from domain.previews.ports import PreviewReader, PreviewWork
from domain.previews.refusals import PreviewLinkNotFound, TooManyPreviewLinks
from domain.refusals import PermissionDenied, Refused, invalid
from domain.tokens import PREVIEW_TOKEN
from domain.unit_of_work import UnitOfWork


class NewLink(NamedTuple):
    """A link that was just made. Its secret is shown once."""

    link: PreviewLink
    post: Post
    token: str


@dataclass(frozen=True, slots=True)
class PreviewService:
    unit_of_work: UnitOfWork[PreviewWork]
    reader: PreviewReader
    access: PostAccess
    clock: Clock

    async def visible(
        self, actor: Actor, ids: Collection[PreviewLinkId]
    ) -> Mapping[PreviewLinkId, PreviewLink]:
        """Find links to posts that the actor may edit."""
        if not isinstance(actor, Member):
            return {}
        links = await self.reader.by_ids(ids)
        editable = await self.access.editable(actor, {link.post_id for link in links})
        return {link.id: link for link in links if link.post_id in editable}

    async def behind(self, token: str) -> PostPreview | None:
        """Find what a link leads to, whoever asks, unless it has expired."""
        token_hash = PREVIEW_TOKEN.parse(token)
        if token_hash is None:
            return None
        return await self.reader.behind(token_hash, at=self.clock())

    async def create(self, actor: Actor, post_id: PostId, *, days: int) -> NewLink:
        """Make a link to a post that works for so many days.

        Refuses with Unauthenticated, InvalidInput, PostNotFound, PermissionDenied or
        TooManyPreviewLinks.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        if not 1 <= days <= MOST_DAYS:
            raise invalid("expiresInDays", f"Must be between 1 and {MOST_DAYS}.")
        async with self.unit_of_work() as work:
            post, membership = await locked_post(work, member, post_id)
            if not policy.can_edit(member, post, membership):
                raise Refused(PermissionDenied(message="Only those who edit a post share it."))
            now, token = self.clock(), PREVIEW_TOKEN.new()
            await work.preview_links.forget_expired(post_id, at=now)
            if await work.preview_links.count(post_id) >= MOST_LINKS:
                raise Refused(TooManyPreviewLinks())
            link = PreviewLink(
                PREVIEW_LINK.new_id(at=now),
                post_id,
                member.user_id,
                hint_of(token.text),
                now,
                now + timedelta(days=days),
            )
            await work.preview_links.add(link, token.hash)
        return NewLink(link, post, token.text)

    async def revoke(self, actor: Actor, link_id: PreviewLinkId) -> Post:
        """End a link. Returns the post that it led to.

        Refuses with Unauthenticated or PreviewLinkNotFound.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            post_id = await work.preview_links.of_post(link_id)
            if post_id is None:
                raise Refused(PreviewLinkNotFound())
            post, membership = await locked_post(
                work, member, post_id, otherwise=PreviewLinkNotFound()
            )
            is_known = policy.can_edit(member, post, membership)
            if not is_known or not await work.preview_links.remove(link_id):
                raise Refused(PreviewLinkNotFound())
        return post

"""Saying who may comment, and for how long."""

from dataclasses import dataclass

from domain.actor import Actor, Scope, require_member
from domain.checking import Checks
from domain.clock import Clock
from domain.discussions.events import DiscussionSet
from domain.discussions.settings import MOST_DAYS, NEVER
from domain.ids import PostId, PublicationId
from domain.model import replace
from domain.moderation.ports import ModerationWork
from domain.moderation.standing import keep_order
from domain.posts import policy as posts_policy
from domain.posts.models import Post
from domain.publications import policy as publications_policy
from domain.publications.models import DiscussionPolicy, Publication
from domain.publications.ports import PublicationWork
from domain.publications.records import announce_update
from domain.publications.standing import found_for
from domain.refusals import PermissionDenied, Refused
from domain.unit_of_work import UnitOfWork

_NAMES = {
    "comments_default": "commentsDefault",
    "comments_close_after_days": "commentsCloseAfterDays",
    "holds_first_comments": "holdsFirstComments",
}
"""What callers call the attributes of a publication that are set here."""


@dataclass(frozen=True, slots=True)
class DiscussionSettings:
    discussions: UnitOfWork[ModerationWork]
    publications: UnitOfWork[PublicationWork]
    clock: Clock

    async def set_post(
        self,
        actor: Actor,
        post_id: PostId,
        policy: DiscussionPolicy | None,
        closes_after_days: int | None,
    ) -> Post:
        """Say who may comment on a post. None leaves it to the publication.

        Refuses with Unauthenticated, ScopeMissing, InvalidInput, PostNotFound or PermissionDenied.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        _check(closes_after_days)
        async with self.discussions() as work:
            keeping = await keep_order(work, member, post_id)
            keeping.require(
                allowed=posts_policy.can_edit(member, keeping.post, keeping.membership),
                otherwise="Its authors and the editors of its publication say who may comment.",
            )
            before = await work.moderation.settings(post_id)
            after = replace(before, policy=policy, closes_after_days=closes_after_days)
            if after != before:
                await work.moderation.save_settings(after)
                await keeping.tell(DiscussionSet, None, at=now)
            return keeping.post

    async def set_publication(
        self,
        actor: Actor,
        publication_id: PublicationId,
        policy: DiscussionPolicy | None = None,
        closes_after_days: int | None = None,
        *,
        holds_first_comments: bool | None = None,
    ) -> Publication:
        """Say what holds for posts that say nothing else. None leaves it as it is.

        Refuses with Unauthenticated, ScopeMissing, InvalidInput, PublicationNotFound or
        PermissionDenied.
        """
        member, now = require_member(actor, Scope.WRITE_POSTS), self.clock()
        _check(closes_after_days)
        async with self.publications() as work:
            before, membership = await found_for(work, member, publication_id)
            if not publications_policy.can_edit_settings(member, membership):
                raise Refused(PermissionDenied(message="Only its owners change a publication."))
            given: dict[str, object] = {}
            if policy is not None:
                given["comments_default"] = policy
            if closes_after_days is not None:
                is_never = closes_after_days == NEVER
                given["comments_close_after_days"] = None if is_never else closes_after_days
            if holds_first_comments is not None:
                given["holds_first_comments"] = holds_first_comments
            after = replace(before, **given)
            changed = tuple(
                _NAMES[name] for name in given if getattr(before, name) != getattr(after, name)
            )
            if changed:
                await work.publications.save(after)
                await announce_update(work, member, publication_id, changed, at=now)
            return after


def _check(days: int | None) -> None:
    checks = Checks()
    if days is not None and not NEVER <= days <= MOST_DAYS:
        checks.refuse("closesAfterDays", f"Must be from {NEVER} to {MOST_DAYS:,}.")
    checks.end()

"""Writing comments: adding one, changing it, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Member, Scope, require_member
from domain.audit_entries import AuditEntry
from domain.clock import Clock
from domain.comments import policy
from domain.comments.events import CommentAdded, CommentDeleted, CommentUpdated, about
from domain.comments.limits import MOST_VERSIONS, CommentLimits
from domain.comments.models import Comment
from domain.comments.ports import CommentWork
from domain.comments.refusals import CommentEditedTooOften, CommentNotFound, CommentTooOld
from domain.comments.standing import HeldComment, held_comment, place_to_write, require_quotable
from domain.comments.threads import Answer
from domain.content.models import Content, Rendering, content_of
from domain.content.ports import Renderer
from domain.content.refusals import content_too_long
from domain.discussions.holding import hold
from domain.discussions.policy import has_to_wait, what_is_against_it
from domain.ids import AUDIT_ENTRY, COMMENT, CONTENT, CommentId, PostId
from domain.mentions.telling import tell_of_comment
from domain.model import replace
from domain.posts.models import Post
from domain.refusals import PermissionDenied, Refused, invalid
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDiscussion:
    """What a change in a discussion concerns, as it is afterwards."""

    comment: Comment | None
    """None when not even its place is left."""
    parent: Comment | None
    """What it answers. None when that is the post, or is gone too."""
    post: Post
    gone: Sequence[CommentId] = ()
    """What is not shown any more."""


@dataclass(frozen=True, slots=True)
class CommentWriting:
    unit_of_work: UnitOfWork[CommentWork]
    renderer: Renderer
    clock: Clock
    limits: CommentLimits

    async def add(
        self,
        actor: Actor,
        post_id: PostId,
        parent_id: CommentId | None,
        markdown: str,
        *,
        quoted_id: CommentId | None = None,
    ) -> ChangedDiscussion:
        """Comment on a post, or answer a comment on it, and say which comment is quoted.

        Where the publication looks at first comments, such a one waits for its editors. Refuses
        with Unauthenticated, InvalidInput, PostNotFound, CommentNotFound, CommentDeleted,
        TooManyHeld, or with what is against writing there.
        """
        member = require_member(actor, Scope.WRITE_COMMENTS)
        rendering = await self._render(markdown)
        async with self.unit_of_work() as work:
            place = await place_to_write(work, member, post_id, parent_id)
            if quoted_id is not None:
                await require_quotable(work, member, post_id, quoted_id)
            # The order of a discussion is that of these moments: those who waited come later.
            now = self.clock()
            against = what_is_against_it(place.standing, at=now)
            if against is not None:
                raise Refused(against)

            content = content_of(CONTENT.new_id(at=now), markdown, rendering)
            await work.contents.add_all([content])
            answer = Answer(COMMENT.new_id(at=now), parent_id, now)
            comment = await _insert(work, place.post, answer, member, content, quoted_id)
            if has_to_wait(member, place.standing):
                await hold(work, comment.id, place.post, member, at=now)
            else:
                work.record(about(CommentAdded, comment, place.post, member.user_id, now))
                await _tell(work, comment, content, at=now)
            return await _changed(work, comment)

    async def update(self, actor: Actor, comment_id: CommentId, markdown: str) -> ChangedDiscussion:
        """Change what one has said. What was said before is kept for those who keep order.

        Refuses with Unauthenticated, InvalidInput, CommentNotFound, CommentDeleted,
        PermissionDenied, CommentTooOld or CommentEditedTooOften.
        """
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        rendering = await self._render(markdown)
        async with self.unit_of_work() as work:
            held = await held_comment(work, member, comment_id)
            before = held.comment
            if not policy.can_update(member, before):
                raise Refused(PermissionDenied(message="Only its author changes a comment."))
            if not self.is_recent(before, at=now):
                raise Refused(CommentTooOld())
            if before.content_id and await work.contents.markdown(before.content_id) == markdown:
                return await _changed(work, before)

            content = content_of(CONTENT.new_id(at=now), markdown, rendering)
            await work.contents.add_all([content])
            comment = replace(before, content_id=content.id, edited_at=now)
            if not await work.comments.change(comment, before=before, most_versions=MOST_VERSIONS):
                raise Refused(CommentEditedTooOften())
            changed = await _changed(work, comment)
            work.record(about(CommentUpdated, comment, changed.post, member.user_id, now))
            await _tell(work, comment, content, at=now)
            return changed

    async def delete(self, actor: Actor, comment_id: CommentId) -> ChangedDiscussion:
        """Take a comment away for good. What answers it stays, below the place where it was.

        Refuses with Unauthenticated, CommentNotFound, CommentDeleted or PermissionDenied.
        """
        member, now = require_member(actor, Scope.WRITE_COMMENTS), self.clock()
        async with self.unit_of_work() as work:
            post = await work.comments.hold_discussion_of(comment_id, member.user_id)
            if post is None:
                raise Refused(CommentNotFound())
            held = await held_comment(work, member, comment_id)
            comment = held.comment
            if not policy.can_delete(member, comment, held.standing):
                message = "Its author, whose post it is, and the staff delete a comment."
                raise Refused(PermissionDenied(message=message))

            gone = await work.comments.erase(comment_id, at=now)
            if not policy.is_author(member, comment):
                await work.audit.add(_entry(member, held, post, at=now))
            work.record(about(CommentDeleted, comment, post, member.user_id, now))
            return await _changed(work, comment, gone)

    def is_recent(self, comment: Comment, *, at: datetime) -> bool:
        """Whether so little time has passed that its author may change it."""
        return at - comment.created_at <= self.limits.editing

    async def check(self, markdown: str) -> None:
        """Refuse with InvalidInput what could not be the text of a comment."""
        await self._render(markdown)

    async def _render(self, markdown: str) -> Rendering:
        """Render a comment, before anything is held."""
        size = len(markdown.encode(errors="surrogatepass"))
        if size > self.limits.bytes:
            raise Refused(content_too_long(size=size, limit=self.limits.bytes))
        rendering = await self.renderer.render(markdown)
        if not rendering.html.strip():
            raise invalid("markdown", "Must not be empty.")
        return rendering


async def _insert(
    work: CommentWork,
    post: Post,
    answer: Answer,
    author: Member,
    content: Content,
    quoted_id: CommentId | None,
) -> Comment:
    """Add a comment to a discussion that is held, where it belongs."""
    depth, position = await _place(work, post.id, answer)
    comment = Comment(
        id=answer.id,
        post_id=post.id,
        parent_id=answer.parent_id,
        author_id=author.user_id,
        content_id=content.id,
        depth=depth,
        reply_count=0,
        reaction_count=0,
        created_at=answer.created_at,
        edited_at=None,
    )
    await work.comments.add(comment, position=position, quoted_id=quoted_id)
    return comment


async def _tell(work: CommentWork, comment: Comment, content: Content, *, at: datetime) -> None:
    """Announce whom a new text of a comment mentions, if it does."""
    if content.mentioned_ids and comment.author_id is not None:
        await tell_of_comment(
            work,
            comment.id,
            content.id,
            post_id=comment.post_id,
            author_id=comment.author_id,
            at=at,
        )


async def _place(work: CommentWork, post_id: PostId, answer: Answer) -> tuple[int, int]:
    """Find the depth and the position of a new answer in a discussion that is held."""
    room = await work.comments.room_for(post_id, answer)
    if room.position is None and room.before is not None:
        await work.comments.make_room(post_id, after=room.before)
        room = await work.comments.room_for(post_id, answer)
    if room.position is None:
        raise LookupError("There was no room where some was made.")
    return room.depth, room.position


async def _changed(
    work: CommentWork, comment: Comment, gone: Sequence[CommentId] = ()
) -> ChangedDiscussion:
    """Read what a change concerns, now that everything is counted."""
    ids = [comment.id] if comment.parent_id is None else [comment.id, comment.parent_id]
    found = {each.id: each for each in await work.comments.by_ids(ids) if each.id not in gone}
    post = await work.comments.post(comment.post_id)
    parent = None if comment.parent_id is None else found.get(comment.parent_id)
    return ChangedDiscussion(comment=found.get(comment.id), parent=parent, post=post, gone=gone)


def _entry(member: Member, held: HeldComment, post: Post, *, at: datetime) -> AuditEntry:
    return AuditEntry(
        AUDIT_ENTRY.new_id(at=at),
        member.user_id,
        "comment.deleted",
        COMMENT.text_of(held.comment.id),
        {},
        at,
        post.publication_id,
    )

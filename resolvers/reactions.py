"""Fields of what people react to, and reacting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from uuid import UUID

from domain.comments.models import Comment
from domain.comments.refusals import CommentNotFound
from domain.ids import COMMENT, POST, CommentId, GlobalId, PostId, prefix_of
from domain.paging import ChildListing, Page
from domain.posts.models import Post
from domain.posts.refusals import PostNotFound
from domain.reactions.models import (
    LONGEST_KIND,
    NEWEST_REACTIONS,
    Reaction,
    ReactionCount,
    ReactionsToComment,
    ReactionsToCommentOfKind,
    ReactionsToPost,
    ReactionsToPostOfKind,
    Subject,
    SubjectKind,
)
from domain.refusals import Refused, invalid
from domain.users.models import User
from resolvers.arguments import After, Before, First, Last, page_request
from resolvers.context import RequestContext
from resolvers.counts import hides_nobody
from resolvers.loading import BatchLoader, existing
from resolvers.paging import pages

Reactable = Post | Comment

Value = TypeVar("Value")

SubjectOfReaction = Annotated[GlobalId, "The post or comment."]
KindOfReaction = Annotated[
    str,
    f"With which kind, such as like: one of reactionKinds, {LONGEST_KIND} characters at most.",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenReaction:
    """What reacting answers with."""

    subject: Reactable


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedReaction:
    """What taking a reaction back answers with."""

    subject: Reactable


async def reaction_kinds(context: RequestContext) -> Sequence[str]:
    """The kinds of reactions that people may give here, in the order to offer them in."""
    return context.services.reactions.kinds


async def set_reaction(
    context: RequestContext, *, subject_id: SubjectOfReaction, kind: KindOfReaction
) -> GivenReaction:
    """React to a post or a comment. Doing it again changes nothing.

    One person may give several kinds, each once.
    """
    subject = _subject(subject_id)
    await context.services.reactions.set(context.actor, subject, kind)
    return GivenReaction(subject=await _found(context, subject))


async def remove_reaction(
    context: RequestContext,
    *,
    subject_id: SubjectOfReaction,
    kind: Annotated[
        str,
        f"Which kind, be it offered still or not: {LONGEST_KIND} characters at most.",
    ],
) -> RemovedReaction:
    """Take a reaction of yours back. Where there is none, nothing changes."""
    subject = _subject(subject_id)
    await context.services.reactions.remove(context.actor, subject, kind)
    return RemovedReaction(subject=await _found(context, subject))


async def reaction_counts(
    context: RequestContext, subjects: Sequence[Reactable]
) -> Sequence[Sequence[ReactionCount]]:
    """How many reactions of each kind it has, the most frequent kind first."""
    loaders = context.loaders
    return await _of_both(subjects, loaders.post_reactions, loaders.comment_reactions)


async def reaction_totals(context: RequestContext, subjects: Sequence[Reactable]) -> Sequence[int]:
    """How many reactions it has."""
    if hides_nobody(context):
        return [subject.reaction_count for subject in subjects]
    counts = await reaction_counts(context, subjects)
    return [sum(each.count for each in of_one) for of_one in counts]


async def viewer_reactions(
    context: RequestContext, subjects: Sequence[Reactable]
) -> Sequence[Sequence[str]]:
    """The kinds that the viewer reacted with, by name. None for whoever is not signed in."""
    loaders = context.loaders
    return await _of_both(subjects, loaders.viewer_post_reactions, loaders.viewer_comment_reactions)


async def reactions(
    context: RequestContext,
    subjects: Sequence[Reactable],
    *,
    kind: Annotated[
        str | None, f"Those of one kind alone: {LONGEST_KIND} characters at most."
    ] = None,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Reaction]]:
    """Who reacted, newest first. Reactions that were only counted elsewhere are not among them."""
    if kind is not None and len(kind) > LONGEST_KIND:
        raise invalid("kind", f"Must have {LONGEST_KIND} characters at most.")
    request = page_request(first, after, last, before, order=NEWEST_REACTIONS)
    return await pages(context, (_listing(subject, kind) for subject in subjects), request)


async def users(context: RequestContext, reactions: Sequence[Reaction]) -> Sequence[User]:
    """Who reacted."""
    return existing(await context.loaders.user.load_many(item.user_id for item in reactions))


def _listing(subject: Reactable, kind: str | None) -> ChildListing[Reaction]:
    if isinstance(subject, Post):
        if kind is None:
            return ReactionsToPost(subject.id)
        return ReactionsToPostOfKind(subject.id, kind)
    if kind is None:
        return ReactionsToComment(subject.id)
    return ReactionsToCommentOfKind(subject.id, kind)


async def _of_both(
    subjects: Sequence[Reactable],
    of_posts: BatchLoader[PostId, Sequence[Value]],
    of_comments: BatchLoader[CommentId, Sequence[Value]],
) -> Sequence[Sequence[Value]]:
    """Load what posts and comments have. Deleted comments have none.

    Most levels hold one kind of subject, and need one statement.
    """
    posts = [item.id for item in subjects if isinstance(item, Post)]
    comments = [item.id for item in subjects if isinstance(item, Comment) and not item.is_deleted]
    found: dict[UUID, Sequence[Value]] = {}
    if posts:
        found.update(zip(posts, await of_posts.load_many(posts), strict=True))
    if comments:
        found.update(zip(comments, await of_comments.load_many(comments), strict=True))
    return [found.get(item.id, ()) for item in subjects]


def _subject(text: GlobalId) -> Subject:
    is_comment = prefix_of(text) == COMMENT.prefix
    id: Any = COMMENT.parse(text) if is_comment else POST.parse(text)
    if id is None:
        raise invalid("subjectId", "Not the id of a post or a comment.")
    return Subject(SubjectKind.COMMENT if is_comment else SubjectKind.POST, id)


async def _found(context: RequestContext, subject: Subject) -> Reactable:
    """Read what was reacted to. Refuses with PostNotFound or CommentNotFound what went just now."""
    if subject.kind is SubjectKind.POST:
        post = await context.loaders.post.load(PostId(subject.id))
        if post is None:
            raise Refused(PostNotFound())
        return post
    comment = await context.loaders.comment.load(CommentId(subject.id))
    if comment is None:
        raise Refused(CommentNotFound())
    return comment

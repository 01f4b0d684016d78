"""Storing the discussion of an imported post."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.comments.models import Comment
from domain.comments.threads import Answer, depth_first
from domain.content.models import Content, Rendering, content_of
from domain.content.ports import Renderer
from domain.ids import COMMENT, CONTENT, CommentId, PostId, UserId
from domain.importing.models import ImportedComment
from domain.importing.ports import CommentText, KnownItem
from domain.importing.refusals import ParentMissing
from domain.importing.writing import Desk, datable
from domain.refusals import Refused

# So many at once keep every renderer busy, and bound what waits.
_TOGETHER = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedComment:
    """A comment of which something is to be written."""

    item: ImportedComment
    digest: bytes
    rendering: Rendering


async def render_all(renderer: Renderer, items: Sequence[ImportedComment]) -> list[Rendering]:
    renderings: list[Rendering] = []
    for start in range(0, len(items), _TOGETHER):
        some = items[start : start + _TOGETHER]
        renderings += await asyncio.gather(*(renderer.render(item.markdown) for item in some))
    return renderings


async def write_comments(
    desk: Desk,
    post_id: PostId,
    prepared: Sequence[PreparedComment],
    known: Mapping[str, KnownItem],
) -> dict[str, CommentId]:
    """Add what is new, change what differs, and give the whole discussion its order again.

    What was deleted here stays so. Returns the ids of all of them.
    """
    there = await desk.work.threads.lock(post_id)
    deleted = await desk.work.threads.deleted(post_id)
    ids = _ids(prepared, known)
    written = [each for each in prepared if ids[each.item.external_id] not in deleted]
    authors = await _authors(desk, written)
    contents = [_content(comment) for comment in written]
    await desk.work.contents.add_all(contents)
    texts = {
        comment.item.external_id: _text(comment.item, post_id, content, ids, authors)
        for comment, content in zip(written, contents, strict=True)
    }
    added = [text for name, text in texts.items() if name not in known]
    changed = [text for name, text in texts.items() if name in known]
    places = depth_first([*_unchanged(there, changed), *map(_answer, texts.values())])
    await desk.work.threads.move(post_id, places)
    await desk.work.threads.add_all(added, {place.id: place for place in places})
    await desk.work.threads.change_all(changed)
    if added and deleted:
        await desk.work.threads.settle(post_id)
    return {each.item.external_id: ids[each.item.external_id] for each in prepared}


def _ids(
    prepared: Sequence[PreparedComment], known: Mapping[str, KnownItem]
) -> dict[str, CommentId]:
    """Name every comment. Refuses with ParentMissing when one answers nothing that is there."""
    ids = {name: CommentId(item.subject_id) for name, item in known.items()}
    for comment in prepared:
        if comment.item.external_id not in ids:
            at = datable(comment.item.created_at)
            ids[comment.item.external_id] = COMMENT.new_id(at=at)
    for comment in prepared:
        if comment.item.parent is not None and comment.item.parent not in ids:
            raise Refused(
                ParentMissing(
                    message=f"The comment {comment.item.external_id} answers "
                    f"{comment.item.parent}, which is not there."
                )
            )
    return ids


def _unchanged(there: Sequence[Answer], changed: Sequence[CommentText]) -> Iterator[Answer]:
    others = {text.comment.id for text in changed}
    return (answer for answer in there if answer.id not in others)


def _answer(text: CommentText) -> Answer:
    return Answer(text.comment.id, text.comment.parent_id, text.comment.created_at)


async def _authors(desk: Desk, prepared: Sequence[PreparedComment]) -> dict[str, UserId]:
    names = list(dict.fromkeys(comment.item.author for comment in prepared))
    return dict(zip(names, await desk.people(names), strict=True))


def _content(comment: PreparedComment) -> Content:
    content_id = CONTENT.new_id(at=datable(comment.item.created_at))
    return content_of(content_id, comment.item.markdown, comment.rendering)


def _text(
    item: ImportedComment,
    post_id: PostId,
    content: Content,
    ids: Mapping[str, CommentId],
    authors: Mapping[str, UserId],
) -> CommentText:
    comment = Comment(
        id=ids[item.external_id],
        post_id=post_id,
        parent_id=None if item.parent is None else ids[item.parent],
        author_id=authors[item.author],
        content_id=content.id,
        depth=0,
        reply_count=0,
        reaction_count=0,
        created_at=item.created_at,
        edited_at=item.edited_at,
    )
    return CommentText(comment=comment, is_hidden=item.is_hidden, reactions=item.reactions)

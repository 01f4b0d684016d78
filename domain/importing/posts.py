"""Storing an imported post with everything that belongs to it."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from domain.content.models import Rendering
from domain.ids import POST, REVISION, SERIES, TAG, ContentId, MediaId, PostId, UserId
from domain.importing.models import ImportedPost
from domain.importing.ports import CoverCaption, KnownItem
from domain.importing.writing import Desk, Written, datable, free_names, renamed
from domain.model import replace
from domain.posts.models import Post, PostDetails, PostStatus
from domain.publications.models import Publication, PublicationRole
from domain.series.models import Series

# What somebody here decided about a post stands, whatever its source says.
_DECIDED_HERE = {
    PostStatus.WITHDRAWN,
    PostStatus.ARCHIVED,
    PostStatus.DELETED,
    PostStatus.REMOVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What a post is made of, as it is named here."""

    publication: Publication
    authors: list[UserId]
    content_id: ContentId
    cover_id: MediaId | None
    created_at: datetime


async def write_post(
    desk: Desk, item: ImportedPost, rendering: Rendering, known: KnownItem | None
) -> Written:
    """Create the post, or bring it up to date with a new revision where its text changed."""
    stored = None if known is None else await desk.work.posts.lock(PostId(known.subject_id))
    parts = await _parts(desk, item, rendering, stored)
    post = _post(item, rendering, parts)
    if stored is None:
        post = await _add(desk, post, parts.created_at)
    else:
        post = await _change(desk, post, stored[0])
    notes = await _attach(desk, item, post, parts.created_at)
    # It says what the post is filed under, too.
    if stored is None:
        await _revise(desk, post, at=parts.created_at)
    elif _text_of(stored[0]) != _text_of(post):
        await _revise(desk, post, at=desk.now)
    if stored is not None and stored[0].path != post.path:
        notes += await desk.aliases([stored[0].path], post.publication_id, to=post.id, at=desk.now)
    names = renamed("slug", item.slug, post.slug) + renamed("path", item.path, post.path)
    return Written(subject_id=post.id, notes=names + notes)


async def _parts(
    desk: Desk, item: ImportedPost, rendering: Rendering, stored: tuple[Post, str] | None
) -> _Parts:
    created_at = item.created_at or item.published_at or desk.now
    if stored is not None and item.published_at is None:
        created_at = stored[0].published_at or created_at
    return _Parts(
        publication=await desk.publication(item.publication),
        authors=await desk.people(item.authors),
        content_id=await _content(desk, item, rendering, stored, created_at),
        cover_id=await _cover(desk, item, created_at),
        created_at=created_at,
    )


def _post(item: ImportedPost, rendering: Rendering, parts: _Parts) -> Post:
    published_at = item.published_at
    if item.status is PostStatus.PUBLISHED:
        published_at = published_at or parts.created_at
    return Post(
        id=POST.new_id(at=datable(parts.created_at)),
        publication_id=parts.publication.id,
        author_id=parts.authors[0],
        co_author_ids=parts.authors[1:],
        tag_ids=[],
        content_id=parts.content_id,
        cover_id=parts.cover_id,
        slug=item.slug,
        path=item.path,
        title=item.title,
        subtitle=item.subtitle,
        brief=item.brief or rendering.brief,
        language=item.language or parts.publication.language,
        status=item.status,
        word_count=rendering.word_count,
        read_time_in_minutes=rendering.reading_minutes,
        comment_count=0,
        reaction_count=0,
        published_at=published_at,
        updated_at=item.updated_at or published_at or parts.created_at,
    )


async def _cover(desk: Desk, item: ImportedPost, created_at: datetime) -> MediaId | None:
    if item.cover is None:
        return None
    (media_id,) = await desk.media([item.cover.media], at=created_at)
    return media_id


async def _content(
    desk: Desk,
    item: ImportedPost,
    rendering: Rendering,
    stored: tuple[Post, str] | None,
    created_at: datetime,
) -> ContentId:
    if stored is None:
        return (await desk.content(item.markdown, rendering, at=created_at)).id
    post, markdown = stored
    if markdown == item.markdown:
        return post.content_id
    return (await desk.content(item.markdown, rendering, at=desk.now)).id


async def _add(desk: Desk, post: Post, created_at: datetime) -> Post:
    """Store a new post, under the first names that are free."""
    named = await _with_free_names(desk, post)
    while not await desk.work.posts.add(named, created_at=created_at):
        named = await _with_free_names(desk, post)
    return named


async def _with_free_names(desk: Desk, post: Post) -> Post:
    taken = partial(desk.work.posts.taken, post.publication_id, post.id)
    slug, path = await free_names(taken, post.slug, post.path)
    return replace(post, slug=slug, path=path)


async def _change(desk: Desk, post: Post, before: Post) -> Post:
    after = replace(post, id=before.id)
    if before.status in _DECIDED_HERE:
        after = replace(after, status=before.status)
    after = await _with_free_names(desk, after)
    await desk.work.posts.change(after)
    return after


def _text_of(post: Post) -> tuple[ContentId, str, str | None]:
    return post.content_id, post.title, post.subtitle


async def _revise(desk: Desk, post: Post, *, at: datetime) -> None:
    await desk.work.posts.add_revision(REVISION.new_id(at=datable(at)), post, created_at=at)


async def _attach(
    desk: Desk, item: ImportedPost, post: Post, created_at: datetime
) -> tuple[str, ...]:
    """Store what other tables hold of a post, and tell which old addresses lead elsewhere."""
    posts = desk.work.posts
    authors = [post.author_id, *post.co_author_ids]
    await desk.work.publications.join(
        post.publication_id, authors, PublicationRole.CONTRIBUTOR, at=created_at
    )
    await posts.describe(_details(item, post), _caption(item))
    await posts.set_authors(post.id, authors)
    await _tag(desk, item, post, created_at)
    await _put_into_series(desk, item, post, created_at)
    await posts.set_reactions(post.id, item.reactions)
    await desk.media(item.media, at=created_at)
    await desk.work.redirects.remove(post.publication_id, post.path)
    aliases = [alias for alias in dict.fromkeys(item.aliases) if alias not in {"", post.path}]
    return await desk.aliases(aliases, post.publication_id, to=post.id, at=created_at)


def _details(item: ImportedPost, post: Post) -> PostDetails:
    return PostDetails(
        post.id, item.canonical_url, item.seo_title, item.seo_description, item.metadata
    )


def _caption(item: ImportedPost) -> CoverCaption:
    if item.cover is None:
        return CoverCaption()
    return CoverCaption(alt=item.cover.alt, attribution=item.cover.attribution)


async def _tag(desk: Desk, item: ImportedPost, post: Post, created_at: datetime) -> None:
    wanted = [(TAG.new_id(at=datable(created_at)), tag) for tag in item.tags]
    tag_ids = await desk.work.tags.ensure(wanted, at=created_at)
    # Two words may be names of one tag.
    await desk.work.posts.set_tags(post.id, list(dict.fromkeys(tag_ids)))


async def _put_into_series(
    desk: Desk, item: ImportedPost, post: Post, created_at: datetime
) -> None:
    series_ids = []
    for part in item.series:
        series_id = SERIES.new_id(at=datable(created_at))
        series = Series(
            series_id, post.publication_id, part.slug, part.title, part.description, created_at
        )
        series_ids.append(await desk.work.series.ensure(series))
        await desk.work.series.place(series_ids[-1], post.id, part.position)
    await desk.work.series.leave_others(post.id, series_ids)

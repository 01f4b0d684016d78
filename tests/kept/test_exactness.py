"""A kept answer goes when something it shows changes, and not when anything else does."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from db.comment_writing import CommentRepository
from domain.ids import CommentId, PostId
from domain.posts.models import PostStatus
from tests.factories import (
    NOON,
    import_comment_reactions,
    import_post_reactions,
    make_comment,
    make_member,
    make_page,
    make_post,
    make_redirect,
    make_revision,
    make_series,
    make_user,
    react_to_comment,
    react_to_post,
)
from tests.factories.edits import make_pending_edit
from tests.factories.mentions import mention_in_comment, mention_in_post
from tests.kept.questions import (
    ABOUT_SQL,
    ADDRESS,
    AUTHOR,
    BY_BOB,
    CHANGE_LOG,
    COMMENTS_OF_BOB,
    COUNT,
    DISCUSSED,
    FRONT,
    GERMAN,
    MEMBERS,
    MEMBERSHIPS,
    MENTIONED,
    NEIGHBOURS,
    NEWEST,
    NO_FORMER,
    NO_FORMER_USER,
    NO_PAGE,
    NO_PATH,
    NO_POST,
    NO_TAG,
    NO_USER,
    OF_WEEKLY,
    PEOPLE,
    POST_PAGE,
    POSTS_OF_FORMER,
    PUBLICATION,
    REDIRECTS,
    REPLIES,
    SERIES,
    TAG,
    TAGS,
    TAGS_OF_DAILY,
    THREAD,
    WHO_REACTED,
)
from tests.kept.site import Site
from tests.kept.town import Town


async def _comment_often(town: Town, post_id: PostId) -> None:
    for _ in range(3):
        await make_comment(town.writer, post_id, town.ada)


async def _add_part(town: Town, post_id: PostId) -> None:
    await town.writer.execute(
        "INSERT INTO series_posts SELECT id, $1, 0 FROM series WHERE slug = 'empty'", post_id
    )


async def _reply(town: Town) -> None:
    await make_comment(town.writer, town.shown, town.bob, parent_id=town.comment)


async def _erase(town: Town, comment_id: CommentId) -> None:
    await CommentRepository(town.writer).erase(comment_id, at=NOON)


async def _delete(town: Town, table: str, id: Any) -> None:
    await town.writer.execute(f"DELETE FROM {table} WHERE id = $1", id)  # noqa: S608 - named below


async def _rename_tag(town: Town, slug: str, to: str) -> None:
    await town.writer.execute("UPDATE tags SET slug = $2 WHERE slug = $1", slug, to)


Write = Callable[[Town], Awaitable[Any]]

LEAVES: list[tuple[str, str, Write]] = [
    ("who reacted to another post", WHO_REACTED, lambda t: react_to_post(t.writer, t.other, t.bob)),
    ("a comment on another post", POST_PAGE, lambda t: make_comment(t.writer, t.other, t.ada)),
    ("another post", POST_PAGE, lambda t: make_post(t.writer, t.ada, publication_id=t.daily)),
    ("a mention elsewhere", MENTIONED, lambda t: mention_in_post(t.writer, t.other, t.ada.user_id)),
    ("a hidden post", POST_PAGE, lambda t: t.set("posts", t.other, status="withdrawn")),
    ("another author's name", POST_PAGE, lambda t: t.set("users", t.bob.user_id, name="Rob")),
    ("reactions to another post", POST_PAGE, lambda t: import_post_reactions(t.writer, t.other, 1)),
    ("a comment on a post not shown", NEWEST, lambda t: make_comment(t.writer, t.other, t.ada)),
    ("a title not shown", NEWEST, lambda t: t.set("posts", t.other, title="New")),
    ("a draft", NEWEST, lambda t: t.set("posts", t.draft, title="New", slug="new")),
    ("a pending edit", POST_PAGE, lambda t: make_pending_edit(t.writer, t.shown, t.bob)),
    ("a new draft", NEWEST, lambda t: make_post(t.writer, t.bob, status=PostStatus.DRAFT)),
    (
        "a post elsewhere",
        PUBLICATION,
        lambda t: make_post(t.writer, t.ada, publication_id=t.weekly),
    ),
    ("somebody else's post", AUTHOR, lambda t: make_post(t.writer, t.bob)),
    ("a post filed elsewhere", TAG, lambda t: make_post(t.writer, t.bob, tags=["http"])),
    ("a comment there", ADDRESS, lambda t: make_comment(t.writer, t.other, t.ada)),
    ("a new comment", NO_POST, lambda t: make_comment(t.writer, t.shown, t.ada)),
    ("a biography", NO_USER, lambda t: t.set("users", t.ada.user_id, bio="Born.")),
    ("a menu elsewhere", FRONT, lambda t: t.set_links(t.weekly)),
    ("a comment on a post not pinned", FRONT, lambda t: make_comment(t.writer, t.shown, t.ada)),
    ("a change of another post", CHANGE_LOG, lambda t: make_revision(t.writer, t.other, t.bob)),
    ("a biography not shown", PEOPLE, lambda t: t.set("users", t.ada.user_id, bio="Born.")),
]

DROPS: list[tuple[str, str, Write]] = [
    ("who reacted", WHO_REACTED, lambda t: react_to_post(t.writer, t.shown, t.bob)),
    (
        "who reacted to a comment",
        WHO_REACTED,
        lambda t: react_to_comment(t.writer, t.comment, t.bob, kind="love"),
    ),
    ("a comment", POST_PAGE, lambda t: make_comment(t.writer, t.shown, t.bob)),
    ("a title", POST_PAGE, lambda t: t.set("posts", t.shown, title="New")),
    ("its author's name", POST_PAGE, lambda t: t.set("users", t.ada.user_id, name="Eve")),
    ("a reaction", POST_PAGE, lambda t: import_post_reactions(t.writer, t.shown, 1)),
    ("a text", POST_PAGE, lambda t: t.writer.execute("UPDATE contents SET html = 'new'")),
    (
        "a series",
        POST_PAGE,
        lambda t: make_series(t.writer, t.daily, slug="parts", posts=[t.shown]),
    ),
    ("a comment that is counted", NEWEST, lambda t: make_comment(t.writer, t.shown, t.bob)),
    (
        "a post from before it",
        NEWEST,
        lambda t: make_post(t.writer, t.bob, published_at=NOON - timedelta(days=1)),
    ),
    ("a new post", PUBLICATION, lambda t: make_post(t.writer, t.bob, publication_id=t.daily)),
    ("a moved post", PUBLICATION, lambda t: t.set("posts", t.other, publication_id=t.daily)),
    ("a new handle", PUBLICATION, lambda t: t.set("publications", t.daily, handle="new")),
    ("a comment elsewhere", AUTHOR, lambda t: make_comment(t.writer, t.other, t.ada)),
    ("a post filed so", TAG, lambda t: make_post(t.writer, t.bob, tags=["sql"])),
    ("a new path", ADDRESS, lambda t: t.set("posts", t.shown, path="2019/shown")),
    (
        "the post that was not there",
        NO_POST,
        lambda t: make_post(t.writer, t.ada, publication_id=t.daily, slug="later"),
    ),
    ("the user who was not there", NO_USER, lambda t: make_user(t.writer, username="eve")),
    ("a user called so now", NO_USER, lambda t: t.set("users", t.bob.user_id, username="eve")),
    ("a redirect", NO_PATH, lambda t: make_redirect(t.writer, t.daily, "old", post_id=t.shown)),
    ("a page", NO_PATH, lambda t: make_page(t.writer, t.daily, path="old")),
    ("a new user", PEOPLE, lambda t: make_user(t.writer)),
    (
        "a new neighbour",
        NEIGHBOURS,
        lambda t: make_post(t.writer, t.bob, publication_id=t.daily),
    ),
    ("comments elsewhere", DISCUSSED, lambda t: _comment_often(t, t.other)),
    ("a post withdrawn", COUNT, lambda t: t.set("posts", t.other, status="withdrawn")),
    ("a post deleted", COUNT, lambda t: _delete(t, "posts", t.other)),
    ("another language", GERMAN, lambda t: t.set("posts", t.other, language="de")),
    ("a post of that author", BY_BOB, lambda t: make_post(t.writer, t.bob)),
    ("that author by another name", BY_BOB, lambda t: t.set("users", t.bob.user_id, username="b")),
    ("a post of that tag", ABOUT_SQL, lambda t: make_post(t.writer, t.bob, tags=["sql"])),
    ("the tag by another name", ABOUT_SQL, lambda t: _rename_tag(t, "sql", "later")),
    (
        "the publication by another name",
        OF_WEEKLY,
        lambda t: t.set("publications", t.weekly, handle="monthly"),
    ),
    (
        "a hidden post they commented on",
        COMMENTS_OF_BOB,
        lambda t: t.set("posts", t.other, status="withdrawn"),
    ),
    (
        "a series with a post",
        SERIES,
        lambda t: make_series(t.writer, t.weekly, slug="later", posts=[t.other]),
    ),
    (
        "a hidden post of a series",
        SERIES,
        lambda t: t.set("posts", t.part, status="withdrawn"),
    ),
    ("a new target", REDIRECTS, lambda t: t.set("posts", t.part, path="moved")),
    ("a hidden target", REDIRECTS, lambda t: t.set("posts", t.part, status="removed")),
    ("a new member", MEMBERS, lambda t: make_member(t.writer, t.daily, t.bob)),
    ("a new membership", MEMBERSHIPS, lambda t: make_member(t.writer, t.daily, t.bob)),
    (
        "a tag of the publication",
        TAGS_OF_DAILY,
        lambda t: make_post(t.writer, t.bob, publication_id=t.daily, tags=["http"]),
    ),
    ("a new tag", TAGS, lambda t: make_post(t.writer, t.bob, tags=["later"])),
    ("the tag that was not there", NO_TAG, lambda t: _rename_tag(t, "sql", "later")),
    ("the page that was not there", NO_PAGE, lambda t: make_page(t.writer, t.daily, slug="later")),
    ("a comment in the thread", THREAD, _reply),
    ("an edited reply", REPLIES, lambda t: t.set("comments", t.reply, edited_at=NOON)),
    ("a deleted reply", REPLIES, lambda t: _erase(t, t.reply)),
    ("a deleted reply that is counted", POST_PAGE, lambda t: _erase(t, t.reply)),
    ("what is left of a comment", POST_PAGE, lambda t: _erase(t, t.comment)),
    ("a comment of somebody", COMMENTS_OF_BOB, lambda t: _erase(t, t.reply)),
    ("a name of somebody mentioned", MENTIONED, lambda t: t.set("users", t.bob.user_id, name="B")),
    (
        "a mention in a post",
        MENTIONED,
        lambda t: mention_in_post(t.writer, t.shown, t.ada.user_id),
    ),
    (
        "a mention in a comment",
        MENTIONED,
        lambda t: mention_in_comment(t.writer, t.comment, t.ada.user_id),
    ),
    ("a mention that ends", MENTIONED, lambda t: t.writer.execute("DELETE FROM mentions")),
    ("a source that is deleted", MENTIONED, lambda t: _erase(t, t.comment)),
    (
        "a source that is read",
        MENTIONED,
        lambda t: import_comment_reactions(t.writer, t.comment, 1),
    ),
    ("a pinned post", FRONT, lambda t: t.pin(t.shown)),
    ("a menu", FRONT, lambda t: t.set_links(t.daily)),
    (
        "a handle that it had",
        NO_FORMER,
        lambda t: t.was_called("former_publication_handles", t.daily),
    ),
    (
        "posts by a handle it had",
        POSTS_OF_FORMER,
        lambda t: t.was_called("former_publication_handles", t.daily),
    ),
    (
        "a username they had",
        NO_FORMER_USER,
        lambda t: t.was_called("former_usernames", t.ada.user_id),
    ),
    (
        "a change that readers are told of",
        CHANGE_LOG,
        lambda t: make_revision(t.writer, t.shown, t.ada, is_published=True, is_substantial=True),
    ),
    ("a first part", SERIES, lambda t: _add_part(t, t.other)),
]


def _named(cases: list[tuple[str, str, Write]]) -> list[Any]:
    return [pytest.param(query, write, id=name) for name, query, write in cases]


@pytest.mark.parametrize(("query", "write"), _named(LEAVES))
async def test_it_stays_when_nothing_it_shows_has_changed(
    site: Site, town: Town, query: str, write: Write
) -> None:
    before = await site.ask(query)
    assert site.keeps(query)

    await write(town)
    await site.feed.caught_up()

    assert site.keeps(query)
    assert await site.ask(query) == before


@pytest.mark.parametrize(("query", "write"), _named(DROPS))
async def test_it_goes_when_something_it_shows_has_changed(
    site: Site, town: Town, query: str, write: Write
) -> None:
    before = await site.ask(query)
    assert site.keeps(query)

    await write(town)
    await site.feed.caught_up()

    assert not site.keeps(query)
    assert await site.ask(query) != before

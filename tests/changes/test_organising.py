"""Several people who organise at once: each change is whole, and every race has one winner."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import asyncpg
import pytest_asyncio

from domain.actor import Actor, Member, SiteRole
from domain.ids import PAGE, POST, PUBLICATION, SERIES, TAG, PublicationId
from domain.posts.models import PostStatus
from tests.api.callers import mutation
from tests.changes.keyed import Sender, open_sender, shown
from tests.factories import (
    make_page,
    make_post,
    make_publication,
    make_series,
    make_tag,
    make_user,
)
from tests.kept.world import World

MERGE = mutation("mergeTags", "tag { slug postCount }")
RENAME = mutation("updateTag", "tag { slug }")
DELETE_TAG = mutation("deleteTag", "deletedTagId")
CREATE_POST = mutation("createPost", "post { id }")
SAVE_POST = mutation("savePost", "post { id }")
CURATE = mutation("setPublicationTags", "publication { handle }")
CREATE_SERIES = mutation("createSeries", "series { slug }")
ADD = mutation("addPostToSeries", "series { slug }")
MOVE = mutation("movePostInSeries", "series { slug }")
CREATE_PAGE = mutation("createPage", "page { slug path }")
SAVE_PAGE = mutation("savePage", "page { version }")


class Everyone:
    """Asks on connections of their own."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def asks(self, document: str, actor: Actor, **given: Any) -> Any:
        """Return the code of a refusal, or None."""
        outcome = await self._sender.send(actor, None, document, input=given)
        data = shown(outcome)
        assert data is not None, outcome.payload
        [result] = data.values()
        return result.get("code")


@pytest_asyncio.fixture(loop_scope="session")
async def everyone(dsn: str, writer: asyncpg.Connection) -> AsyncIterator[Everyone]:
    await World.empty(writer)
    async with open_sender(dsn, size=20, lock=5) as sender:
        yield Everyone(sender)


async def make_editor(writer: asyncpg.Connection) -> tuple[Member, PublicationId]:
    ada = await make_user(writer)
    return ada, await make_publication(writer, editor=ada)


async def make_admin(writer: asyncpg.Connection) -> Member:
    return replace(await make_user(writer), role=SiteRole.ADMIN)


async def assert_counted(writer: asyncpg.Connection) -> None:
    """Make sure that what posts say of their tags, and tags of their posts, is the case."""
    wrong = await writer.fetch(
        """
        SELECT t.slug FROM tags t
         WHERE t.post_count <> (
                   SELECT count(*) FROM post_tags l WHERE l.tag_id = t.id AND l.is_public
               )
         UNION ALL
        SELECT p.slug FROM posts p
         WHERE p.tag_ids <> ARRAY(
                   SELECT tag_id FROM post_tags l WHERE l.post_id = p.id ORDER BY position
               )
        """
    )
    assert not wrong


async def test_two_merges_the_other_way_round_leave_one_tag(
    everyone: Everyone, writer: asyncpg.Connection
) -> None:
    admin = await make_admin(writer)
    for number in range(5):
        names = (f"a-{number}", f"b-{number}")
        await make_post(writer, admin, tags=names)
        a, b = [TAG.text_of(await make_tag(writer, name)) for name in names]

        codes = await asyncio.gather(
            everyone.asks(MERGE, admin, fromTagId=a, intoTagId=b),
            everyone.asks(MERGE, admin, fromTagId=b, intoTagId=a),
        )

        assert set(codes) == {None, "TAG_NOT_FOUND"}
    assert await writer.fetchval("SELECT count(*) FROM tags") == 5
    await assert_counted(writer)


async def test_posts_that_are_tagged_during_a_merge_are_filed_under_what_is_left(
    everyone: Everyone, writer: asyncpg.Connection
) -> None:
    admin = await make_admin(writer)
    ada, daily = await make_editor(writer)
    given = {"publicationId": PUBLICATION.text_of(daily), "title": "x", "markdown": "x"}
    for number in range(8):
        gone, kept = f"gone-{number}", f"kept-{number}"
        posts = [
            await make_post(writer, ada, publication_id=daily, tags=[gone], status=status)
            for status in (PostStatus.PUBLISHED, PostStatus.DRAFT, PostStatus.DRAFT)
        ]
        a, b = [TAG.text_of(await make_tag(writer, name)) for name in (gone, kept)]

        codes = await asyncio.gather(
            *(everyone.asks(CREATE_POST, ada, **given, tags=[gone]) for _ in range(2)),
            everyone.asks(MERGE, admin, fromTagId=a, intoTagId=b),
            *(
                everyone.asks(
                    SAVE_POST, ada, postId=POST.text_of(post), version=1, tags=[kept, gone, "other"]
                )
                for post in posts
            ),
            everyone.asks(CREATE_POST, ada, **given, tags=["other", gone]),
        )

        assert codes == [None] * 7
        assert await writer.fetchval("SELECT count(*) FROM tags WHERE slug = $1", gone) == 0
        filed = "SELECT count(*) FROM post_tags l JOIN tags t ON t.id = l.tag_id WHERE t.slug = $1"
        # The published one has a pending edit, which names the tag too.
        assert await writer.fetchval(filed, kept) == 6
    await assert_counted(writer)


async def test_a_tag_is_deleted_or_used(everyone: Everyone, writer: asyncpg.Connection) -> None:
    admin = await make_admin(writer)
    ada, daily = await make_editor(writer)
    given = {"publicationId": PUBLICATION.text_of(daily), "title": "x", "markdown": "x"}
    for number in range(8):
        slug = f"unused-{number}"
        tag_id = TAG.text_of(await make_tag(writer, slug))

        used, deleted = await asyncio.gather(
            everyone.asks(CREATE_POST, ada, **given, tags=[slug]),
            everyone.asks(DELETE_TAG, admin, tagId=tag_id),
        )

        assert used is None
        assert deleted in {None, "TAG_IN_USE"}
        assert await writer.fetchval("SELECT count(*) FROM tags WHERE slug = $1", slug) == 1
    await assert_counted(writer)


async def test_one_of_those_who_want_a_slug_gets_it(
    everyone: Everyone, writer: asyncpg.Connection
) -> None:
    admin = await make_admin(writer)
    ada, daily = await make_editor(writer)
    tags = [TAG.text_of(await make_tag(writer, f"tag-{n}")) for n in range(4)]
    place = {"publicationId": PUBLICATION.text_of(daily), "title": "Same"}

    renamed = await asyncio.gather(
        *(everyone.asks(RENAME, admin, tagId=tag, slug="wanted") for tag in tags)
    )
    chosen = await asyncio.gather(
        *(everyone.asks(CREATE_SERIES, ada, **place, slug="same") for _ in range(4))
    )
    paths = await asyncio.gather(
        *(everyone.asks(CREATE_PAGE, ada, **place, path="same/path") for _ in range(4))
    )
    made = await asyncio.gather(
        *(everyone.asks(CREATE_SERIES, ada, **place) for _ in range(4)),
        *(everyone.asks(CREATE_PAGE, ada, **place) for _ in range(4)),
    )

    assert sorted(map(str, renamed)) == ["None"] + ["TAG_SLUG_TAKEN"] * 3
    assert sorted(map(str, chosen)) == ["None"] + ["SERIES_SLUG_TAKEN"] * 3
    assert sorted(map(str, paths)) == ["None"] + ["PAGE_ADDRESS_TAKEN"] * 3
    assert made == [None] * 8
    assert await writer.fetchval("SELECT count(DISTINCT slug) FROM pages") == 5


async def test_posts_that_are_added_and_moved_at_once_have_places_of_their_own(
    everyone: Everyone, writer: asyncpg.Connection
) -> None:
    ada, daily = await make_editor(writer)
    posts = [await make_post(writer, ada, publication_id=daily) for _ in range(12)]
    texts = [POST.text_of(post) for post in posts]
    parts = SERIES.text_of(await make_series(writer, daily, slug="parts", posts=posts[:6]))

    codes = await asyncio.gather(
        *(everyone.asks(ADD, ada, seriesId=parts, postId=post, position=2) for post in texts[6:]),
        *(everyone.asks(MOVE, ada, seriesId=parts, postId=post, position=1) for post in texts[:6]),
        everyone.asks(ADD, ada, seriesId=parts, postId=texts[6]),
    )

    assert sorted(map(str, codes)) == ["None"] * 12 + ["POST_IN_SERIES_ALREADY"]
    assert await writer.fetchval("SELECT count(DISTINCT position) FROM series_posts") == 12


async def test_of_two_saves_of_one_version_one_is_stale(
    everyone: Everyone, writer: asyncpg.Connection
) -> None:
    ada, daily = await make_editor(writer)
    page = PAGE.text_of(await make_page(writer, daily))

    codes = await asyncio.gather(
        *(
            everyone.asks(SAVE_PAGE, ada, pageId=page, version=1, slug=f"s-{n}", markdown=f"{n}")
            for n in range(5)
        )
    )

    assert sorted(map(str, codes)) == ["None"] + ["STALE_VERSION"] * 4
    saved = await writer.fetchrow(
        "SELECT g.slug, g.version, c.markdown FROM pages g JOIN contents c ON c.id = g.content_id"
    )
    assert saved is not None
    assert saved["slug"] == f"s-{saved['markdown']}"
    assert saved["version"] == 2


async def test_the_last_choice_of_tags_is_whole(
    everyone: Everyone, writer: asyncpg.Connection
) -> None:
    admin = await make_admin(writer)
    ada, daily = await make_editor(writer)
    slugs = [f"tag-{n}" for n in range(6)]
    await make_post(writer, ada, tags=slugs)
    tags = [TAG.text_of(await make_tag(writer, slug)) for slug in slugs]
    choices = [tags[:4], tags[3::-1], tags[2:5]]
    place = PUBLICATION.text_of(daily)

    codes = await asyncio.gather(
        *(
            everyone.asks(CURATE, ada, publicationId=place, tags=[{"tagId": tag} for tag in choice])
            for choice in choices * 2
        ),
        everyone.asks(MERGE, admin, fromTagId=tags[5], intoTagId=tags[4]),
    )

    assert codes == [None] * 7
    rows = await writer.fetch("SELECT tag_id FROM curated_tags ORDER BY position")
    assert [TAG.text_of(row["tag_id"]) for row in rows] in choices

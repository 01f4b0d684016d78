"""Several people write at the same moment, over connections of their own: one outcome each."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from broadsheet.wiring import build_context
from db.pool import Pool, PoolLimits
from domain.actor import Member
from domain.ids import PostId, PublicationId
from domain.posts.changes import PostChanges
from domain.posts.models import Post, PostStatus
from domain.refusals import Refused
from resolvers.context import Services
from tests.api.client import ADDRESSES, WORLD
from tests.factories import make_post, make_publication, make_tag, make_user

AT_ONCE = 8


class Town:
    """A publication whose owner has many hands."""

    def __init__(
        self, pool: Pool, writer: asyncpg.Connection, owner: Member, daily: PublicationId
    ) -> None:
        self.pool = pool
        self.writer = writer
        self.owner = owner
        self.daily = daily

    @property
    def services(self) -> Services:
        """What one more operation can do."""
        context = build_context(
            self.pool, self.pool, actor=self.owner, world=WORLD, addresses=ADDRESSES
        )
        return context.services

    async def post(self, status: PostStatus = PostStatus.DRAFT, **given: Any) -> PostId:
        return await make_post(
            self.writer, self.owner, publication_id=self.daily, status=status, **given
        )

    def save(self, post_id: PostId, version: int, **changes: Any) -> Coroutine[Any, Any, Post]:
        return self.services.post_editing.save(self.owner, post_id, version, PostChanges(**changes))


@pytest_asyncio.fixture(loop_scope="session")
async def town(dsn: str, writer: asyncpg.Connection) -> AsyncIterator[Town]:
    pool = Pool(dsn, PoolLimits(size=AT_ONCE))
    async with pool.open():
        owner = await make_user(writer)
        yield Town(pool, writer, owner, await make_publication(writer, owner=owner))


async def outcomes(changes: Sequence[Coroutine[Any, Any, Post]]) -> list[str]:
    """Return what came of changes that were made at once: a code, or nothing for success."""
    answers = await asyncio.gather(*changes, return_exceptions=True)
    told = []
    for answer in answers:
        if isinstance(answer, Refused):
            told.append(answer.refusal.code)
        elif isinstance(answer, BaseException):
            raise answer
        else:
            told.append("")
    return sorted(told)


@pytest.mark.parametrize("status", [PostStatus.DRAFT, PostStatus.PUBLISHED])
async def test_of_saves_of_one_version_exactly_one_is_kept(town: Town, status: PostStatus) -> None:
    post_id = await town.post(status)

    texts: list[str] = []
    for version in range(1, 6):
        texts = [f"Text {version} {number}." for number in range(AT_ONCE)]
        told = await outcomes([town.save(post_id, version, markdown=text) for text in texts])

        assert told == ["", *["STALE_VERSION"] * (AT_ONCE - 1)]
    assert await _markdown(town, post_id) in texts


async def _markdown(town: Town, post_id: PostId) -> Any:
    return await town.writer.fetchval(
        """
        SELECT c.markdown
          FROM posts p
          LEFT JOIN post_edits e ON e.post_id = p.id
          JOIN contents c ON c.id = coalesce(e.content_id, p.content_id)
         WHERE p.id = $1
        """,
        post_id,
    )


async def test_whoever_merges_and_saves_again_loses_nothing(town: Town) -> None:
    """Everybody adds a word to the newest text, until theirs is in it."""
    post_id = await town.post()
    await town.save(post_id, 1, markdown="start")

    async def add(word: str) -> None:
        version, text = 2, "start"
        while True:
            try:
                await town.save(post_id, version, markdown=f"{text} {word}")
            except Refused as refused:
                newest: Any = refused.refusal
                version, text = newest.current_version, newest.current.markdown
            else:
                return

    words = [f"word{number}" for number in range(AT_ONCE)]
    await asyncio.gather(*map(add, words))

    text = await _markdown(town, post_id)
    assert sorted(text.split()) == sorted(["start", *words])
    revisions = await town.writer.fetchval(
        "SELECT count(*) FROM revisions WHERE post_id = $1", post_id
    )
    assert revisions == 1


async def test_what_is_published_during_a_save_is_a_whole_edit(town: Town) -> None:
    for _ in range(5):
        post_id = await town.post(PostStatus.PUBLISHED)
        await town.save(post_id, 1, title="one", markdown="one")

        told = await outcomes(
            [
                town.save(post_id, 2, title="two", markdown="two"),
                town.services.post_publishing.publish_edits(town.owner, post_id, 2),
            ]
        )

        found = await town.writer.fetchrow(
            """
            SELECT p.title, c.markdown, e.title
              FROM posts p
              JOIN contents c ON c.id = p.content_id
              LEFT JOIN post_edits e ON e.post_id = p.id
             WHERE p.id = $1
            """,
            post_id,
        )
        assert found is not None
        title, text, pending = found
        assert (title, text, pending) in {
            ("one", "one", "two"),  # published, then saved
            ("On boring code", "Well said.", "two"),  # saved, so that publishing was stale
        }
        assert told == (["", ""] if title == "one" else ["", "STALE_VERSION"])


async def test_a_draft_is_published_and_deleted_one_after_the_other(town: Town) -> None:
    for _ in range(5):
        post_id = await town.post()

        told = await outcomes(
            [
                town.services.post_publishing.publish(town.owner, post_id),
                town.services.post_lifecycle.delete(town.owner, post_id),
            ]
        )

        row = await town.writer.fetchrow(
            "SELECT status, deleted_from FROM posts WHERE id = $1", post_id
        )
        assert row is not None
        assert row["status"] == "deleted"
        expected = {"withdrawn": ["", ""], "draft": ["", "POST_DELETED"]}
        assert told == expected[row["deleted_from"]]


async def test_one_of_several_posts_gets_a_slug(town: Town) -> None:
    posts = [await town.post() for _ in range(AT_ONCE)]

    told = await outcomes([town.save(post_id, 1, slug="wanted") for post_id in posts])

    assert told == ["", *["SLUG_TAKEN"] * (AT_ONCE - 1)]


async def test_posts_of_one_title_begun_at_once_have_slugs_of_their_own(town: Town) -> None:
    begun = await asyncio.gather(
        *(
            town.services.post_editing.create(town.owner, town.daily, PostChanges(title="Same"))
            for _ in range(AT_ONCE)
        )
    )

    assert sorted(post.slug for post in begun) == sorted(
        ["same", *(f"same-{number}" for number in range(2, AT_ONCE + 1))]
    )


async def test_an_address_is_left_and_taken_one_after_the_other(town: Town) -> None:
    for number in range(5):
        moving = await town.post(PostStatus.PUBLISHED, slug=f"here-{number}")
        taking = await town.post(PostStatus.PUBLISHED)
        await town.save(moving, 1, slug=f"gone-{number}")

        told = await outcomes(
            [
                town.services.post_publishing.publish_edits(town.owner, moving, 2),
                town.save(taking, 1, slug=f"here-{number}"),
            ]
        )

        assert told == ["", "SLUG_TAKEN"]
        leads_to = await town.writer.fetchval(
            "SELECT post_id FROM redirects WHERE source = $1 AND publication_id = $2",
            f"here-{number}",
            town.daily,
        )
        assert leads_to == moving


async def test_two_posts_may_change_places_only_over_a_third_one(town: Town) -> None:
    one = await town.post(PostStatus.PUBLISHED, slug="left")
    two = await town.post(PostStatus.PUBLISHED, slug="right")

    told = await outcomes([town.save(one, 1, slug="right"), town.save(two, 1, slug="left")])

    assert told == ["SLUG_TAKEN", "SLUG_TAKEN"]


async def test_posts_with_the_same_tags_are_published_at_once(town: Town) -> None:
    """Their counters are the same rows, in whichever order a post has its tags."""
    names = [f"shared-{number}" for number in range(6)]
    for name in names:
        await make_tag(town.writer, name)
    orders = [names if number % 2 else names[::-1] for number in range(AT_ONCE)]
    posts = [await town.post(tags=order) for order in orders]

    published = [town.services.post_publishing.publish(town.owner, post_id) for post_id in posts]
    assert await outcomes(published) == [""] * AT_ONCE
    withdrawn = [town.services.post_lifecycle.unpublish(town.owner, post_id) for post_id in posts]
    assert await outcomes(withdrawn) == [""] * AT_ONCE

    counts = await town.writer.fetch("SELECT post_count FROM tags WHERE slug = ANY($1)", names)
    assert {row["post_count"] for row in counts} == {0}


async def test_nobody_gets_past_the_number_of_drafts_by_being_quick(town: Town) -> None:
    services = [town.services for _ in range(AT_ONCE)]
    few = [
        type(each.post_editing)(each.post_editing.unit_of_work, WORLD.renderer, WORLD.clock, 3)
        for each in services
    ]

    told = await outcomes(
        [each.create(town.owner, town.daily, PostChanges(title="Draft")) for each in few]
    )

    assert told == ["", "", "", *["DRAFTS_TOO_MANY"] * (AT_ONCE - 3)]

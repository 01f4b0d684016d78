"""What may be added to a small world, under few names."""

from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

import asyncpg

from db.comment_writing import CommentRepository
from domain.actor import Member
from domain.posts.models import PostStatus
from tests.factories import (
    NOON,
    make_comment,
    make_page,
    make_post,
    make_publication,
    make_redirect,
    make_revision,
    make_series,
    make_tag,
    make_user,
)
from tests.factories.mentions import let_quote, mention_in_comment, mention_in_post
from tests.factories.moments import next_number

# Few names, so that what one thing gives up another one takes.
HANDLES = ("daily", "weekly", "gone")
HOSTS = ("daily.example", "weekly.example", "gone.example")
USERNAMES = ("ada", "bob", "cy", "gone")
SLUGS = ("first", "second", "third", "fourth", "gone")
TAGS = ("sql", "python", "http", "gone")
LANGUAGES = ("en", "de")
PATHS = (
    *SLUGS,
    *(f"tag/{slug}" for slug in TAGS),
    *(f"series/{slug}" for slug in SLUGS[:3]),
    "old/1",
    "old/2",
    "2019/hello",
)


class Growth:
    def __init__(self, writer: asyncpg.Connection, random: Random) -> None:
        self._writer = writer
        self._random = random

    async def pick(self, table: str) -> Any:
        """Return the id of any row. Raises LookupError where there is none."""
        statement = f"SELECT id FROM {table} ORDER BY id"  # noqa: S608 - all named here
        rows = await self._writer.fetch(statement)
        if not rows:
            raise LookupError(table)
        return self._random.choice(rows)["id"]

    async def _member(self) -> Member:
        return Member(user_id=await self.pick("users"))

    async def change_something_added(self) -> None:
        add: Callable[[], Awaitable[Any]] = self._random.choice(
            [
                self._add_post,
                self._add_post,
                self._add_comment,
                self._add_comment,
                self._erase_comment,
                self._add_mention,
                self._add_quote,
                self._add_revision,
                self._add_series,
                self._add_page,
                self._add_redirect,
                self._add_user,
                self._add_publication,
                self._add_tag,
                self._add_former_handle,
                self._add_former_username,
            ]
        )
        await add()

    async def _add_post(self) -> None:
        author, other = await self._member(), await self._member()
        slug = self._random.choice((*SLUGS, f"post-{next_number()}"))
        await make_post(
            self._writer,
            author,
            publication_id=await self.pick("publications"),
            status=self._random.choice((*PostStatus, PostStatus.PUBLISHED, PostStatus.PUBLISHED)),
            slug=slug,
            path=self._random.choice((slug, "2019/hello", "tag/sql")),
            co_authors=[other] if self._random.random() < 0.5 else (),
            tags=self._random.sample(TAGS, k=2),
            language=self._random.choice(LANGUAGES),
        )

    async def _add_comment(self) -> None:
        post_id, parent_id = await self.pick("posts"), None
        if self._random.random() < 0.6:
            parent_id = await self.pick("comments")
            post_id = await self._writer.fetchval(
                "SELECT post_id FROM comments WHERE id = $1", parent_id
            )
        await make_comment(self._writer, post_id, await self._member(), parent_id=parent_id)

    async def _erase_comment(self) -> None:
        comment_id = await self.pick("comments")
        await CommentRepository(self._writer).erase(comment_id, at=NOON)

    async def _add_mention(self) -> None:
        user_id = await self.pick("users")
        if self._random.random() < 0.5:
            await mention_in_post(self._writer, await self.pick("posts"), user_id)
        else:
            await mention_in_comment(self._writer, await self.pick("comments"), user_id)

    async def _add_quote(self) -> None:
        comment_id = await self.pick("comments")
        others = await self._writer.fetch(
            """
            SELECT other.id
              FROM comments c
              JOIN comments other ON other.post_id = c.post_id AND other.id <> c.id
             WHERE c.id = $1
             ORDER BY other.id
            """,
            comment_id,
        )
        if others:
            await let_quote(self._writer, comment_id, self._random.choice(others)["id"])

    async def _add_revision(self) -> None:
        await make_revision(
            self._writer,
            await self.pick("posts"),
            await self._member(),
            title=f"Title {next_number()}",
            is_published=self._random.random() < 0.8,
            is_substantial=self._random.random() < 0.8,
        )

    async def _add_series(self) -> None:
        await make_series(
            self._writer,
            await self.pick("publications"),
            slug=self._random.choice(SLUGS[:3]),
            posts=[await self.pick("posts")] if self._random.random() < 0.7 else (),
        )

    async def _add_page(self) -> None:
        slug = self._random.choice(SLUGS)
        await make_page(self._writer, await self.pick("publications"), slug=slug)

    async def _add_redirect(self) -> None:
        kind = self._random.choice(("post", "page", "url"))
        await make_redirect(
            self._writer,
            await self.pick("publications"),
            self._random.choice(("old/1", "old/2", "2019/hello", "tag/sql")),
            post_id=await self.pick("posts") if kind == "post" else None,
            page_id=await self.pick("pages") if kind == "page" else None,
            url="https://a.example" if kind == "url" else None,
        )

    async def _add_user(self) -> None:
        await make_user(self._writer, username=self._random.choice(USERNAMES))

    async def _add_publication(self) -> None:
        await make_publication(
            self._writer, handle=self._random.choice(HANDLES), host=self._random.choice(HOSTS)
        )

    async def _add_former_handle(self) -> None:
        await self._writer.execute(
            """
            INSERT INTO former_publication_handles
            SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM publications WHERE handle = $1)
            """,
            self._random.choice(HANDLES),
            await self.pick("publications"),
        )

    async def _add_former_username(self) -> None:
        await self._writer.execute(
            """
            INSERT INTO former_usernames
            SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM users WHERE username = $1)
            """,
            self._random.choice(USERNAMES),
            await self.pick("users"),
        )

    async def _add_tag(self) -> None:
        await make_tag(self._writer, self._random.choice(TAGS))

    async def change_curated_tags(self) -> None:
        publication_id = await self.pick("publications")
        if self._random.random() < 0.3:
            await self._writer.execute(
                "DELETE FROM curated_tags WHERE publication_id = $1", publication_id
            )
            return
        await self._writer.execute(
            "INSERT INTO curated_tags (publication_id, tag_id, position) VALUES ($1, $2, $3)",
            publication_id,
            await self.pick("tags"),
            self._random.choice((1, 2, 3)),
        )

    async def change_former_series_slugs(self) -> None:
        await self._writer.execute(
            """
            INSERT INTO former_series_slugs SELECT publication_id, $2, id FROM series WHERE id = $1
            """,
            await self.pick("series"),
            self._random.choice(SLUGS[:3]),
        )

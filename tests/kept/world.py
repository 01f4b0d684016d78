"""A small world in which anything may happen."""

from collections.abc import Awaitable, Callable, Sequence
from random import Random
from typing import Any

import asyncpg

from db.front_pages import FrontPageRepository
from domain.posts.models import PostStatus
from domain.publications.models import NavigationLink
from tests.factories import (
    import_comment_reactions,
    import_post_reactions,
    make_content,
    make_cover,
    make_member,
    make_publication,
    make_user,
    react_to_comment,
    react_to_post,
)
from tests.factories.moments import next_moment, next_number
from tests.kept.growth import HANDLES, HOSTS, LANGUAGES, PATHS, SLUGS, TAGS, USERNAMES, Growth

_IMPOSSIBLE = (asyncpg.IntegrityConstraintViolationError,)

# Published posts have a date, and deleted ones have two more columns.
_NOT_SET_ALONE = {PostStatus.DRAFT, PostStatus.DELETED}

_POST_COLUMNS: dict[str, Sequence[Any]] = {
    "slug": SLUGS,
    "path": PATHS,
    "language": LANGUAGES,
    "title": ("One", "Two"),
    "seo_title": (None, "Seen", "Found"),
    "metadata": ('{"a": 1}', '{"a": 2}'),
    "status": [status.value for status in PostStatus if status not in _NOT_SET_ALONE],
}


class World(Growth):
    """A small world in which something changes all the time."""

    def __init__(self, writer: asyncpg.Connection, random: Random) -> None:
        super().__init__(writer, random)
        changes = (getattr(self, name) for name in dir(self) if name.startswith("change_"))
        self._changes: list[Callable[[], Awaitable[Any]]] = list(changes)

    @staticmethod
    async def empty(writer: asyncpg.Connection) -> None:
        tables = "users, publications, contents, media_assets, tags, outbox"
        await writer.execute(f"TRUNCATE {tables} CASCADE")

    async def begin(self) -> None:
        await self.empty(self._writer)
        people = [await make_user(self._writer, username=name) for name in USERNAMES[:3]]
        for handle, host in zip(HANDLES[:2], HOSTS[:2], strict=True):
            await make_publication(self._writer, handle=handle, host=host, owner=people[0])
        for _ in range(40):
            await self._attempt(self.change_something_added)

    async def change(self) -> None:
        """Let one thing happen, or several at once; some of it is taken back."""
        transaction = self._writer.transaction()
        await transaction.start()
        for change in self._random.choices(self._changes, k=self._random.choice((1, 1, 1, 3))):
            await self._attempt(change)
        if self._random.random() < 0.1:
            await transaction.rollback()
        else:
            await transaction.commit()

    async def _attempt(self, change: Callable[[], Awaitable[Any]]) -> None:
        """Change, unless a constraint forbids it or there is nothing to change."""
        try:
            async with self._writer.transaction():
                await change()
        except (*_IMPOSSIBLE, LookupError):
            pass

    async def _set(self, table: str, column: str, value: object) -> None:
        id = await self.pick(table)
        statement = f"UPDATE {table} SET {column} = $2 WHERE id = $1"  # noqa: S608 - all named here
        await self._writer.execute(statement, id, value)

    async def change_user(self) -> None:
        column, value = self._random.choice(
            [
                ("name", f"User {next_number()}"),
                ("bio", f"Bio {next_number()}"),
                ("username", self._random.choice(USERNAMES)),
                ("username", f"user-{next_number()}"),
            ]
        )
        await self._set("users", column, value)

    async def change_everybody(self) -> None:
        """Change more rows than are named one by one."""
        table, column = self._random.choice(
            [("users", "bio"), ("posts", "subtitle"), ("contents", "html"), ("tags", "description")]
        )
        statement = f"UPDATE {table} SET {column} = $1"  # noqa: S608 - one of the four above
        await self._writer.execute(statement, f"All {next_number()}")

    async def change_publication(self) -> None:
        column, values = self._random.choice(
            [
                ("name", ("A", "B")),
                ("handle", HANDLES),
                ("host", HOSTS),
                ("url", ("https://u.example", None)),
                ("comments_default", ("open", "off")),
            ]
        )
        await self._set("publications", column, self._random.choice(values))

    async def change_members(self) -> None:
        publication_id, member = await self.pick("publications"), await self._member()
        if self._random.random() < 0.5:
            await make_member(self._writer, publication_id, member)
        else:
            await self._writer.execute(
                "DELETE FROM memberships WHERE publication_id = $1 AND user_id = $2",
                publication_id,
                member.user_id,
            )

    async def change_post(self) -> None:
        column = self._random.choice([*_POST_COLUMNS, "published_at", "content_id"])
        if column == "published_at":
            value: object = next_moment()
        elif column == "content_id":
            value = await make_content(self._writer, text=f"Text {next_number()}")
        else:
            value = self._random.choice(_POST_COLUMNS[column])
        await self._set("posts", column, value)

    async def change_status_of_post(self) -> None:
        status = self._random.choice(_POST_COLUMNS["status"])
        await self._set("posts", "status", status)

    async def change_place_of_post(self) -> None:
        await self._set("posts", "publication_id", await self.pick("publications"))

    async def change_cover(self) -> None:
        await make_cover(
            self._writer, await self.pick("posts"), source_url=f"https://m.example/{next_number()}"
        )

    async def change_media(self) -> None:
        await self._set("media_assets", "width", next_number())

    async def change_authors(self) -> None:
        await self._writer.execute(
            "UPDATE post_authors SET user_id = $2 WHERE post_id = $1 AND position = 1",
            await self.pick("posts"),
            await self.pick("users"),
        )

    async def change_revision(self) -> None:
        await self._set("revisions", "is_published", self._random.random() < 0.5)

    async def change_author(self) -> None:
        await self._set("posts", "author_id", await self.pick("users"))

    async def change_tags_of_post(self) -> None:
        post_id = await self.pick("posts")
        await self._writer.execute("DELETE FROM post_tags WHERE post_id = $1", post_id)
        await self._writer.execute(
            """
            INSERT INTO post_tags (post_id, tag_id, position, publication_id, is_public, listed_at)
            SELECT id, $2, 0, publication_id, is_public, listed_at FROM posts WHERE id = $1
            """,
            post_id,
            await self.pick("tags"),
        )

    async def change_post_deleted(self) -> None:
        await self._writer.execute("DELETE FROM posts WHERE id = $1", await self.pick("posts"))

    async def change_tag(self) -> None:
        tag_id, slug = await self.pick("tags"), self._random.choice(TAGS)
        if self._random.random() < 0.5:
            await self._set("tags", "name", f"Tag {next_number()}")
            return
        await self._writer.execute(
            "INSERT INTO former_tag_slugs SELECT slug, id FROM tags WHERE id = $1", tag_id
        )
        await self._writer.execute("UPDATE tags SET slug = $2 WHERE id = $1", tag_id, slug)

    async def change_former_tags(self) -> None:
        await self._writer.execute(
            "DELETE FROM former_tag_slugs WHERE slug = $1", self._random.choice(TAGS)
        )

    async def change_former_names(self) -> None:
        await self._writer.execute(
            "DELETE FROM former_publication_handles WHERE handle = $1",
            self._random.choice(HANDLES),
        )
        await self._writer.execute(
            "DELETE FROM former_usernames WHERE username = $1", self._random.choice(USERNAMES)
        )

    async def change_front_page(self) -> None:
        front_pages = FrontPageRepository(self._writer)
        if self._random.random() < 0.7:
            await front_pages.pin(await self.pick("posts"))
        else:
            links = [NavigationLink(f"Label {next_number()}", "/")] * self._random.randrange(3)
            await front_pages.set_links(await self.pick("publications"), links)

    async def change_series(self) -> None:
        column, value = self._random.choice(
            [("title", f"Series {next_number()}"), ("slug", self._random.choice(SLUGS[:3]))]
        )
        await self._set("series", column, value)

    async def change_parts_of_series(self) -> None:
        series_id, post_id = await self.pick("series"), await self.pick("posts")
        if self._random.random() < 0.6:
            await self._writer.execute(
                "INSERT INTO series_posts VALUES ($1, $2, $3)", series_id, post_id, next_number()
            )
        else:
            await self._writer.execute("DELETE FROM series_posts WHERE series_id = $1", series_id)

    async def change_page(self) -> None:
        column, values = self._random.choice(
            [
                ("title", ("About", "Contact")),
                ("slug", SLUGS),
                ("path", PATHS),
                ("status", ("draft", "published")),
                ("metadata", ('{"b": 1}', '{"b": 2}')),
            ]
        )
        await self._set("pages", column, self._random.choice(values))

    async def change_redirect(self) -> None:
        if self._random.random() < 0.5:
            await self._set("redirects", "source", self._random.choice(PATHS))
        else:
            await self._writer.execute(
                "DELETE FROM redirects WHERE id = $1", await self.pick("redirects")
            )

    async def change_comment(self) -> None:
        column, value = self._random.choice(
            [("hidden_at", next_moment()), ("hidden_at", None), ("edited_at", next_moment())]
        )
        await self._set("comments", column, value)

    async def change_text(self) -> None:
        await self._set("contents", "html", f"<p>{next_number()}</p>")

    async def change_comment_deleted(self) -> None:
        await self._writer.execute(
            "DELETE FROM comments WHERE id = $1", await self.pick("comments")
        )

    async def change_reactions(self) -> None:
        post_id, member = await self.pick("posts"), await self._member()
        kind = self._random.choice(("like", "love"))
        match self._random.randrange(5):
            case 0:
                await react_to_post(self._writer, post_id, member, kind=kind)
            case 4:
                comment_id = await self.pick("comments")
                await react_to_comment(self._writer, comment_id, member, kind=kind)
            case 1:
                await self._writer.execute(
                    "DELETE FROM post_reactions WHERE post_id = $1 AND user_id = $2",
                    post_id,
                    member.user_id,
                )
            case 2:
                await import_post_reactions(
                    self._writer, post_id, self._random.randrange(4), kind=kind
                )
            case _:
                await import_comment_reactions(
                    self._writer, await self.pick("comments"), self._random.randrange(4), kind=kind
                )

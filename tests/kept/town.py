"""A small place of which everything is known."""

from dataclasses import dataclass
from typing import Any

import asyncpg

from db.front_pages import FrontPageRepository
from domain.actor import Member
from domain.ids import CommentId, PostId, PublicationId
from domain.posts.models import PostStatus
from domain.publications.models import NavigationLink
from tests.factories import (
    make_comment,
    make_post,
    make_publication,
    make_redirect,
    make_series,
    make_user,
)
from tests.factories.mentions import let_quote, mention_in_post
from tests.kept.world import World


@dataclass(frozen=True)
class Town:
    """Two of everything, of which answers show the first."""

    writer: asyncpg.Connection
    ada: Member
    bob: Member
    daily: PublicationId
    weekly: PublicationId
    shown: PostId
    other: PostId
    draft: PostId
    comment: CommentId
    reply: CommentId
    part: PostId
    """Part of a series, and where a redirect leads."""

    async def set(self, table: str, id: Any, **values: Any) -> None:
        for column, value in values.items():
            statement = f"UPDATE {table} SET {column} = $2 WHERE id = $1"  # noqa: S608 - named below
            await self.writer.execute(statement, id, value)

    async def pin(self, post_id: PostId) -> None:
        await FrontPageRepository(self.writer).pin(post_id)

    async def set_links(self, publication_id: PublicationId) -> None:
        links = [NavigationLink("About", "/about")]
        await FrontPageRepository(self.writer).set_links(publication_id, links)

    async def was_called(self, table: str, id: Any) -> None:
        """Let something have had a name, `later`, before the one it has."""
        statement = f"INSERT INTO {table} VALUES ('later', $1)"  # noqa: S608 - named below
        await self.writer.execute(statement, id)


async def found_town(writer: asyncpg.Connection) -> Town:
    """Put a town where there was anything else."""
    await World.empty(writer)
    ada = await make_user(writer, username="ada")
    bob = await make_user(writer, username="bob")
    daily = await make_publication(writer, handle="daily", owner=ada)
    weekly = await make_publication(writer, handle="weekly", owner=bob)
    shown = await make_post(writer, ada, publication_id=daily, slug="shown", tags=["sql"])
    other = await make_post(writer, bob, publication_id=weekly, slug="other", tags=["http"])
    draft = await make_post(
        writer, bob, publication_id=weekly, slug="draft", status=PostStatus.DRAFT
    )
    comment = await make_comment(writer, shown, ada)
    reply = await make_comment(writer, shown, bob, parent_id=comment)
    await make_comment(writer, other, bob)
    await mention_in_post(writer, shown, bob.user_id)
    await let_quote(writer, reply, comment)
    part = await make_post(writer, bob, publication_id=weekly, slug="part")
    await make_series(writer, weekly, slug="parts", posts=[part])
    await make_series(writer, weekly, slug="empty")
    await make_redirect(writer, daily, "to-part", post_id=part)
    return Town(writer, ada, bob, daily, weekly, shown, other, draft, comment, reply, part)

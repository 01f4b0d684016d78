"""The part of the schema that the operations need, in Strawberry's own style."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

import strawberry

from bench.peers.strawberry_peer.rows import COMMENTS, MEMBERS, REPLIES, Children

if TYPE_CHECKING:
    from asyncpg import Record

Info = strawberry.Info[Any, None]


@strawberry.type
class PageInfo:
    has_next_page: bool


@strawberry.type
class Content:
    html: str


@strawberry.type
class User:
    id: strawberry.ID
    username: str
    name: str
    avatar_url: str | None


@strawberry.enum
class PublicationRole(StrEnum):
    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    OWNER = "owner"


@strawberry.type
class Membership:
    role: PublicationRole
    row: strawberry.Private[Any]

    @strawberry.field
    async def user(self, info: Info) -> User:
        return await _user(info, self.row["user_id"])


@strawberry.type
class MembershipConnection:
    nodes: list[Membership]
    page_info: PageInfo


@strawberry.type
class Publication:
    id: strawberry.ID
    handle: str
    name: str
    description: str | None
    row: strawberry.Private[Any]

    @strawberry.field
    async def members(self, info: Info, first: int = 20) -> MembershipConnection:
        rows = await info.context["loaders"].children(MEMBERS, first).load(self.row["id"])
        return MembershipConnection(
            nodes=[Membership(role=PublicationRole(row["role"]), row=row) for row in rows[:first]],
            page_info=PageInfo(has_next_page=len(rows) > first),
        )


@strawberry.type
class Tag:
    slug: str
    name: str


@strawberry.type
class CommentConnection:
    nodes: list[Comment]
    page_info: PageInfo


@strawberry.type
class Comment:
    id: strawberry.ID
    created_at: datetime
    reaction_count: int
    row: strawberry.Private[Any]

    @strawberry.field
    async def content(self, info: Info) -> Content:
        return await _content(info, self.row)

    @strawberry.field
    async def author(self, info: Info) -> User:
        return await _author(info, self.row)

    @strawberry.field
    async def replies(self, info: Info, first: int = 20) -> CommentConnection:
        return await _comments(info, REPLIES, self.row["id"], first)


@strawberry.type
class Post:
    id: strawberry.ID
    slug: str
    title: str
    subtitle: str | None
    brief: str
    published_at: datetime | None
    read_time_in_minutes: int
    comment_count: int
    reaction_count: int
    row: strawberry.Private[Any]

    @strawberry.field
    async def content(self, info: Info) -> Content:
        return await _content(info, self.row)

    @strawberry.field
    async def author(self, info: Info) -> User:
        return await _author(info, self.row)

    @strawberry.field
    async def publication(self, info: Info) -> Publication:
        row = await info.context["loaders"].publication.load(self.row["publication_id"])
        return Publication(
            id=_id("publication", row["id"]),
            handle=row["handle"],
            name=row["name"],
            description=row["description"],
            row=row,
        )

    @strawberry.field
    async def tags(self, info: Info) -> list[Tag]:
        rows = await info.context["loaders"].tag.load_many(self.row["tag_ids"])
        return [Tag(slug=row["slug"], name=row["name"]) for row in rows]

    @strawberry.field
    async def comments(self, info: Info, first: int = 20) -> CommentConnection:
        return await _comments(info, COMMENTS, self.row["id"], first)


@strawberry.type
class PostConnection:
    nodes: list[Post]
    page_info: PageInfo


@strawberry.type
class Query:
    @strawberry.field
    async def post(self, info: Info, publication: str, slug: str) -> Post | None:
        row = await info.context["loaders"].post_by_slug(publication, slug)
        return None if row is None else _post(row)

    @strawberry.field
    async def posts(self, info: Info, first: int = 20) -> PostConnection:
        rows = await info.context["loaders"].newest_posts(first)
        return PostConnection(
            nodes=[_post(row) for row in rows[:first]],
            page_info=PageInfo(has_next_page=len(rows) > first),
        )


def _post(row: Record) -> Post:
    return Post(
        id=_id("post", row["id"]),
        slug=row["slug"],
        title=row["title"],
        subtitle=row["subtitle"],
        brief=row["brief"],
        published_at=row["published_at"],
        read_time_in_minutes=row["reading_minutes"],
        comment_count=row["comment_count"],
        reaction_count=row["reaction_count"],
        row=row,
    )


def _comment(row: Record) -> Comment:
    return Comment(
        id=_id("comment", row["id"]),
        created_at=row["created_at"],
        reaction_count=row["reaction_count"],
        row=row,
    )


async def _comments(info: Info, what: Children, parent: UUID, first: int) -> CommentConnection:
    rows = await info.context["loaders"].children(what, first).load(parent)
    return CommentConnection(
        nodes=[_comment(row) for row in rows[:first]],
        page_info=PageInfo(has_next_page=len(rows) > first),
    )


async def _content(info: Info, row: Record) -> Content:
    content = await info.context["loaders"].content.load(row["content_id"])
    return Content(html=content["html"])


async def _author(info: Info, row: Record) -> User:
    return await _user(info, row["author_id"])


async def _user(info: Info, id: UUID) -> User:
    user = await info.context["loaders"].user.load(id)
    return User(
        id=_id("user", user["id"]),
        username=user["username"],
        name=user["name"],
        avatar_url=user["avatar_url"],
    )


def _id(prefix: str, id: UUID) -> strawberry.ID:
    return strawberry.ID(f"{prefix}_{id.hex}")

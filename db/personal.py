"""Everything that one person made, for taking it along, a batch at a time."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asyncpg import Record

from db import personal_account as account
from db import personal_conversation as conversation
from db import personal_reading as reading
from db import personal_writing as writing
from db.executor import Executor
from domain.ids import (
    ACCESS_TOKEN,
    BADGE,
    BOOKMARK_LIST,
    CLAIM,
    CO_AUTHOR_INVITATION,
    COMMENT,
    MEDIA,
    PAGE,
    POST,
    POST_REVIEW,
    PREVIEW_LINK,
    PUBLICATION,
    REVISION,
    SERIES,
    SESSION,
    TAG,
    USER,
    Kind,
    UserId,
)

_NOTHING_YET = UUID(int=0)

_USER_ID = "SELECT id FROM users WHERE username = $1"

_FEW, _MANY = 20, 500
"""Rows of a batch: texts are large, the rest is small."""


@dataclass(frozen=True, slots=True)
class Section:
    """What lines of one type are made of."""

    type: str
    statement: str
    """Takes a person, where to read on, and how many rows to read.

    The column `key` says where the next one reads on. The others are called as in the lines.
    """
    ids: Mapping[str, Kind[Any]]
    rows: int = _MANY

    def line(self, row: Record) -> dict[str, Any]:
        values = {name: value for name, value in row.items() if name != "key"}
        for name, kind in self.ids.items():
            values[name] = _text_of(kind, values[name])
        return {"type": self.type, **values}


SECTIONS: Sequence[Section] = (
    Section("profile", account.PROFILE, {"id": USER}),
    Section("profileFields", account.PROFILE_FIELDS, {}),
    Section("badge", account.BADGES, {"badgeId": BADGE}),
    Section("session", account.SESSIONS, {"id": SESSION}),
    Section("accessToken", account.ACCESS_TOKENS, {"id": ACCESS_TOKEN}),
    Section("claim", account.CLAIMS, {"id": CLAIM, "userId": USER}),
    Section("membership", account.MEMBERSHIPS, {"publicationId": PUBLICATION}),
    Section("series", writing.SERIES, {"id": SERIES, "postIds": POST}),
    Section("page", writing.PAGES, {"id": PAGE}, _FEW),
    Section("post", writing.POSTS, {"id": POST, "coverId": MEDIA}, _FEW),
    Section("edit", writing.EDITS, {"postId": POST}, _FEW),
    Section("revision", writing.REVISIONS, {"id": REVISION, "postId": POST}, _FEW),
    Section("review", writing.REVIEWS, {"id": POST_REVIEW, "postId": POST}),
    Section("previewLink", writing.PREVIEW_LINKS, {"id": PREVIEW_LINK, "postId": POST}),
    Section(
        "coAuthorInvitation",
        writing.CO_AUTHOR_INVITATIONS,
        {"id": CO_AUTHOR_INVITATION, "postId": POST, "inviteeId": USER, "inviterId": USER},
    ),
    Section(
        "comment",
        conversation.COMMENTS,
        {"id": COMMENT, "postId": POST, "parentId": COMMENT, "quotedCommentId": COMMENT},
        _FEW,
    ),
    Section("commentVersion", conversation.COMMENT_VERSIONS, {"commentId": COMMENT}, _FEW),
    Section("approvedCommenter", conversation.APPROVED_COMMENTERS, {"publicationId": PUBLICATION}),
    Section("postReaction", conversation.POST_REACTIONS, {"postId": POST}),
    Section("commentReaction", conversation.COMMENT_REACTIONS, {"commentId": COMMENT}),
    Section(
        "follow",
        conversation.FOLLOWS,
        {"userId": USER, "publicationId": PUBLICATION, "tagId": TAG, "seriesId": SERIES},
    ),
    Section("block", conversation.BLOCKS, {"userId": USER}),
    Section("mute", conversation.MUTES, {"userId": USER}),
    Section("bookmarkList", reading.BOOKMARK_LISTS, {"id": BOOKMARK_LIST}),
    Section("bookmark", reading.BOOKMARKS, {"postId": POST, "listIds": BOOKMARK_LIST}),
    Section("reading", reading.READINGS, {"postId": POST}),
    Section("media", writing.MEDIA, {"id": MEDIA}),
)
"""All that is exported, in its order."""


async def user_id_of(database: Executor, username: str) -> UserId | None:
    """Find somebody by name."""
    found: UserId | None = await database.fetchval(_USER_ID, username)
    return found


async def personal_lines(
    database: Executor, user_id: UserId
) -> AsyncIterator[Sequence[dict[str, Any]]]:
    """Read what somebody made, in batches. No connection is held between two of them."""
    for section in SECTIONS:
        last: UUID | None = _NOTHING_YET
        while last is not None:
            rows = await database.fetch(section.statement, user_id, last, section.rows)
            if rows:
                yield [section.line(row) for row in rows]
            last = rows[-1]["key"] if len(rows) == section.rows else None


def _text_of(kind: Kind[Any], value: UUID | Sequence[UUID] | None) -> object:
    if value is None:
        return None
    return kind.text_of(value) if isinstance(value, UUID) else list(map(kind.text_of, value))

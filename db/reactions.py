"""Reactions in PostgreSQL."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from db.changes import row, rows_of
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.recording import Reader, depends
from db.rows import rows_as
from db.scopes import Scope, Scopes
from domain.ids import CommentId, PostId, UserId
from domain.reactions.models import (
    NEWEST_REACTIONS,
    Reaction,
    ReactionCount,
    ReactionsToComment,
    ReactionsToCommentOfKind,
    ReactionsToPost,
    ReactionsToPostOfKind,
    SubjectKind,
)

_BY_POST = """
    SELECT post_id AS subject_id, kind, given + imported AS count
      FROM post_reaction_counts
     WHERE post_id = ANY($1::uuid[]) AND given + imported > 0
     ORDER BY post_id, count DESC, kind
"""

_BY_COMMENT = """
    SELECT comment_id AS subject_id, kind, given + imported AS count
      FROM comment_reaction_counts
     WHERE comment_id = ANY($1::uuid[]) AND given + imported > 0
     ORDER BY comment_id, count DESC, kind
"""

# The same without what people gave who are hidden from a viewer. What was only counted elsewhere is
# nobody's.
_BY_SUBJECT_SEEN = """
    SELECT subject_id, kind, count
      FROM (
               SELECT n.{kind}_id AS subject_id, n.kind, n.given + n.imported - (
                          SELECT count(*)::integer
                            FROM {kind}_reactions r
                            JOIN hidden_people h ON h.viewer_id = $2 AND h.user_id = r.user_id
                           WHERE r.{kind}_id = n.{kind}_id AND r.kind = n.kind
                      ) AS count
                 FROM {kind}_reaction_counts n
                WHERE n.{kind}_id = ANY($1::uuid[]) AND n.given + n.imported > 0
           ) AS seen
     WHERE count > 0
     ORDER BY subject_id, count DESC, kind
"""

_BY_POST_SEEN = _BY_SUBJECT_SEEN.format(kind="post")

_BY_COMMENT_SEEN = _BY_SUBJECT_SEEN.format(kind="comment")

_GIVEN = """
    SELECT {kind}_id AS subject_id, array_agg(kind ORDER BY kind) AS kinds
      FROM {kind}_reactions
     WHERE user_id = $1 AND {kind}_id = ANY($2::uuid[])
     GROUP BY {kind}_id
"""

_GIVEN_TO_POSTS = _GIVEN.format(kind="post")

_GIVEN_TO_COMMENTS = _GIVEN.format(kind="comment")


@depends(lambda _, ids, **__: [rows_of("post_reaction_counts", "post_id", id) for id in ids])
async def reaction_counts_by_post(
    database: Executor, ids: Sequence[PostId], *, seen_by: UserId | None = None
) -> Mapping[PostId, Sequence[ReactionCount]]:
    if seen_by is not None:
        return _counts(await database.fetch(_BY_POST_SEEN, ids, seen_by))
    return _counts(await database.fetch(_BY_POST, ids))


@depends(lambda _, ids, **__: [rows_of("comment_reaction_counts", "comment_id", id) for id in ids])
async def reaction_counts_by_comment(
    database: Executor, ids: Sequence[CommentId], *, seen_by: UserId | None = None
) -> Mapping[CommentId, Sequence[ReactionCount]]:
    if seen_by is not None:
        return _counts(await database.fetch(_BY_COMMENT_SEEN, ids, seen_by))
    return _counts(await database.fetch(_BY_COMMENT, ids))


def _counts(rows: Iterable[Record]) -> Mapping[Any, Sequence[ReactionCount]]:
    counts: defaultdict[UUID, list[ReactionCount]] = defaultdict(list)
    for found in rows:
        counts[found["subject_id"]].append(ReactionCount(found["kind"], found["count"]))
    return counts


class ReactionReader(Reader):
    """Reads what somebody reacted with. It is for their eyes, so no answer with it is kept."""

    async def given_by(
        self, user_id: UserId, kind: SubjectKind, ids: Collection[Any]
    ) -> Mapping[Any, Sequence[str]]:
        statement = _GIVEN_TO_POSTS if kind is SubjectKind.POST else _GIVEN_TO_COMMENTS
        rows = await self.database.fetch(statement, user_id, list(ids))
        return {found["subject_id"]: found["kinds"] for found in rows}


# Somebody may react with several kinds at once, so the person alone tells no reactions apart.
_TOLD_APART_BY = "md5(r.user_id::text || r.kind)::uuid"


def _list_of(source: str, where: str) -> ListOf[Reaction]:
    return ListOf(
        source=f"{source} JOIN visible_users u ON u.id = r.user_id",
        where=where,
        columns=f"{_TOLD_APART_BY} AS id, r.user_id, r.kind, r.created_at",
        build=rows_as(Reaction),
        order=NEWEST_REACTIONS,
        key="r.created_at",
        id=_TOLD_APART_BY,
    )


_TO_POST = "post_reactions r"
_OF_POST = "r.post_id = wanted.parent_id"
_TO_COMMENT = "comment_reactions r JOIN visible_comments c ON c.id = r.comment_id"
_OF_COMMENT = "r.comment_id = wanted.parent_id AND c.deleted_at IS NULL"
_OF_KIND = "AND r.kind = {0}"

LISTS: Lists = {
    (ReactionsToPost, None): _list_of(_TO_POST, _OF_POST),
    (ReactionsToPostOfKind, None): _list_of(_TO_POST, f"{_OF_POST} {_OF_KIND}"),
    (ReactionsToComment, None): _list_of(_TO_COMMENT, _OF_COMMENT),
    (ReactionsToCommentOfKind, None): _list_of(_TO_COMMENT, f"{_OF_COMMENT} {_OF_KIND}"),
}

_SCOPE_OF_POST = Scope(lambda listing: [rows_of("post_reactions", "post_id", listing.parent)])
# A comment is there while nobody deletes or hides it. Its post has been read, and noted, before.
_SCOPE_OF_COMMENT = Scope(
    lambda listing: [
        rows_of("comment_reactions", "comment_id", listing.parent),
        row("comments", listing.parent),
    ]
)

SCOPES: Scopes = {
    ReactionsToPost: _SCOPE_OF_POST,
    ReactionsToPostOfKind: _SCOPE_OF_POST,
    ReactionsToComment: _SCOPE_OF_COMMENT,
    ReactionsToCommentOfKind: _SCOPE_OF_COMMENT,
}

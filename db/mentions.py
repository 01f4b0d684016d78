"""Who is mentioned in texts."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from db.changes import rows_of
from db.executor import Connections, Executor
from db.recording import depends, row_names
from db.seeing import seen
from db.users import COLUMNS, to_user
from domain.ids import CommentId, ContentId, PostId, UserId
from domain.mentions.ports import Named
from domain.users.models import User

# Nobody gets a name that somebody else has had, so each is of one person.
_NAMED = """
    SELECT username AS name, id, username FROM users WHERE username = ANY($1::text[])
     UNION ALL
    SELECT former.username, u.id, u.username
      FROM former_usernames former
      JOIN users u ON u.id = former.user_id
     WHERE former.username = ANY($1::text[])
"""

_BY_CONTENT = f"""
    SELECT {COLUMNS}, m.content_id
      FROM mentions m
      JOIN visible_users u ON u.id = m.user_id
     WHERE m.content_id = ANY($1::uuid[])
     ORDER BY m.content_id, m.position, m.user_id
"""

# What not everybody may read tells nobody.
# Whoever does not want to hear from somebody is not told of what they write: `hidden_people` has
# both of a block, and the one who mutes.
_TELL = """
    WITH told AS (
        INSERT INTO announced_mentions ({subject}, user_id)
        SELECT $1, m.user_id
          FROM mentions m
         WHERE m.content_id = $2 AND m.user_id <> ALL($3::uuid[])
           AND EXISTS (SELECT FROM {visible} shown WHERE shown.id = $1)
           AND NOT EXISTS (
                   SELECT FROM hidden_people h
                    WHERE h.viewer_id = m.user_id AND h.user_id = ($3::uuid[])[1]
               )
            ON CONFLICT DO NOTHING
        RETURNING user_id
    )
    SELECT told.user_id
      FROM told
      JOIN mentions m ON m.content_id = $2 AND m.user_id = told.user_id
     ORDER BY m.position
"""

_TELL_OF_POST = _TELL.format(subject="post_id", visible="visible_posts")
_TELL_OF_COMMENT = _TELL.format(subject="comment_id", visible="visible_comments")


class NameReader:
    """Reads through a connection of its own, and gives it back: rendering comes next, and is slow.

    Whoever kept it would wait for another one, to write with, while others do the same.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def named(self, names: Collection[str]) -> Mapping[str, Named]:
        async with self._connections.acquire() as connection:
            rows = await connection.fetch(_NAMED, list(names))
        return {row["name"]: Named(row["id"], row["username"]) for row in rows}


class MentionRepository:
    """Telling people of texts, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def tell_of_post(
        self, post_id: PostId, content_id: ContentId, *, writers: Sequence[UserId]
    ) -> Sequence[UserId]:
        rows = await self._connection.fetch(_TELL_OF_POST, post_id, content_id, writers)
        return [row["user_id"] for row in rows]

    async def tell_of_comment(
        self, comment_id: CommentId, content_id: ContentId, *, writer: UserId
    ) -> Sequence[UserId]:
        rows = await self._connection.fetch(_TELL_OF_COMMENT, comment_id, content_id, [writer])
        return [row["user_id"] for row in rows]


def _by_content_depends(
    found: Mapping[ContentId, Sequence[User]], ids: Sequence[ContentId], **_: object
) -> Iterator[str]:
    for id in ids:
        yield rows_of("mentions", "content_id", id)
    for people in found.values():
        yield from row_names("users", (person.id for person in people))


@depends(_by_content_depends)
async def mentioned_by_content(
    database: Executor, ids: Sequence[ContentId], *, seen_by: UserId | None = None
) -> Mapping[ContentId, Sequence[User]]:
    """Return whom texts link to, in the order of each text."""
    found: defaultdict[ContentId, list[User]] = defaultdict(list)
    for row in await database.fetch(*seen(seen_by, _BY_CONTENT, ids)):
        found[row["content_id"]].append(to_user(row))
    return found

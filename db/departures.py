"""What becomes in the tables of what belongs to somebody who leaves."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

from db.comment_deleting import erase_comments, settle
from db.content import ContentRepository
from db.executor import Executor
from db.people import PersonRepository
from domain.ids import UserId
from domain.people.models import NAME_OF_THOSE_WHO_LEFT, SOMEBODY_WHO_LEFT

_HOLD_PUBLICATIONS = """
    SELECT b.id
      FROM publications b
      JOIN memberships m ON m.publication_id = b.id
     WHERE m.user_id = $1
     ORDER BY b.id
       FOR UPDATE OF b
"""

_WITHOUT_HEIR = """
    SELECT b.handle
      FROM memberships mine
      JOIN publications b ON b.id = mine.publication_id
     WHERE mine.user_id = $1 AND mine.role = 'owner'
       AND NOT EXISTS (SELECT FROM memberships o
                        WHERE o.publication_id = b.id AND o.user_id <> $1 AND o.role = 'owner')
       AND (
               EXISTS (SELECT FROM memberships o
                        WHERE o.publication_id = b.id AND o.user_id <> $1)
            OR EXISTS (SELECT FROM posts p WHERE p.publication_id = b.id AND p.author_id <> $1)
           )
     ORDER BY b.handle
"""

# What was written with others is theirs. The next author is whoever stood next.
_TO_CO_AUTHORS = """
    UPDATE posts SET author_id = co_author_ids[1]
     WHERE author_id = $1 AND cardinality(co_author_ids) > 0
"""

_NO_CO_AUTHOR = """
    DELETE FROM post_authors a
     WHERE a.user_id = $1
       AND NOT EXISTS (SELECT FROM posts p WHERE p.id = a.post_id AND p.author_id = $1)
"""

_EVERY_POST = "p.author_id = $1"
_HIDDEN_POSTS = "p.author_id = $1 AND p.status <> 'published' AND cardinality(p.co_author_ids) = 0"

# Contents are what the others point to, so they do not go by themselves. What is known of imports
# stays: without it, the next import would bring back all that its source still has.
_CONTENTS_OF_POSTS = """
    WITH doomed AS (SELECT p.id, p.content_id FROM posts p WHERE {posts})
    SELECT content_id FROM doomed
     UNION SELECT r.content_id FROM revisions r JOIN doomed d ON d.id = r.post_id
     UNION SELECT e.content_id FROM post_edits e JOIN doomed d ON d.id = e.post_id
     UNION SELECT c.content_id FROM comments c JOIN doomed d ON d.id = c.post_id
     UNION SELECT v.content_id
             FROM comment_versions v
             JOIN comments c ON c.id = v.comment_id
             JOIN doomed d ON d.id = c.post_id
"""

_DELETE_POSTS = "DELETE FROM posts p WHERE {posts}"

_DELETE_CONTENTS = "DELETE FROM contents WHERE id = ANY($1::uuid[])"

_OWN_PUBLICATIONS = """
    SELECT mine.publication_id AS id
      FROM memberships mine
     WHERE mine.user_id = $1 AND mine.role = 'owner'
       AND NOT EXISTS (SELECT FROM memberships o
                        WHERE o.publication_id = mine.publication_id AND o.user_id <> $1)
"""

_CONTENTS_OF_PAGES = "SELECT content_id FROM pages WHERE publication_id = ANY($1::uuid[])"

_DELETE_OF_PUBLICATIONS = (
    """
    DELETE FROM imported_items
     WHERE subject_id = ANY($1::uuid[])
        OR subject_id IN (SELECT id FROM pages WHERE publication_id = ANY($1::uuid[]))
        OR subject_id IN (SELECT id FROM series WHERE publication_id = ANY($1::uuid[]))
        OR subject_id IN (SELECT id FROM redirects WHERE publication_id = ANY($1::uuid[]))
    """,
    "DELETE FROM redirects WHERE publication_id = ANY($1::uuid[])",
    "DELETE FROM series WHERE publication_id = ANY($1::uuid[])",
    "DELETE FROM pages WHERE publication_id = ANY($1::uuid[])",
    "DELETE FROM publications WHERE id = ANY($1::uuid[])",
)

# In one order, before anything of them changes: nobody waits for each other in a circle.
_HOLD_DISCUSSIONS = """
    SELECT count(*)
      FROM (
          SELECT FROM posts p
           WHERE p.id IN (
                     SELECT id FROM posts WHERE author_id = $1
                      UNION
                     SELECT post_id FROM comments WHERE author_id = $1
                 )
           ORDER BY p.id
             FOR UPDATE
      ) held
"""

_COMMENTS = "SELECT id, post_id FROM comments WHERE author_id = $1"

# Nobody has read what waits for an editor.
_HELD_COMMENTS = """
    SELECT c.id, c.post_id
      FROM held_comments h
      JOIN comments c ON c.id = h.comment_id
     WHERE h.author_id = $1
"""

_FORGET_APPROVALS = "DELETE FROM approved_commenters WHERE user_id = $1"

_EARLIER_TEXTS = """
    DELETE FROM comment_versions v
          USING comments c
          WHERE c.id = v.comment_id AND c.author_id = $1
      RETURNING v.content_id
"""

# What editors and authors wrote to each other about posts of others.
_EMPTY_REVIEWS = """
    UPDATE post_reviews
       SET note = CASE WHEN submitter_id = $1 THEN NULL ELSE note END,
           reason = CASE WHEN reviewer_id = $1 AND reason IS NOT NULL THEN '-' ELSE reason END
     WHERE submitter_id = $1 OR reviewer_id = $1
"""

# Texts of others go on naming them, in words.
_NOT_MENTIONED = (
    "DELETE FROM mentions WHERE user_id = $1",
    "DELETE FROM announced_mentions WHERE user_id = $1",
)

# Counters are held after what they count for, by everybody, and that in one order.
_NO_REACTIONS = (
    """
    SELECT FROM posts
     WHERE id IN (SELECT post_id FROM post_reactions WHERE user_id = $1)
     ORDER BY id
       FOR NO KEY UPDATE
    """,
    """
    SELECT FROM comments
     WHERE id IN (SELECT comment_id FROM comment_reactions WHERE user_id = $1)
     ORDER BY id
       FOR NO KEY UPDATE
    """,
    "DELETE FROM post_reactions WHERE user_id = $1",
    "DELETE FROM comment_reactions WHERE user_id = $1",
)

# Nobody follows, or is followed by, somebody who is not there.
_NO_FOLLOWS = "DELETE FROM follows WHERE follower_id = $1 OR user_id = $1"

# What nobody has read, of posts that stay. A pending edit has its text together with a revision.
_CONTENTS_OF_EDITS = """
    WITH edits AS (
        DELETE FROM post_edits e
         USING posts p
         WHERE p.id = e.post_id AND p.author_id = $1 AND e.author_id = $1
           AND cardinality(p.co_author_ids) = 0
     RETURNING e.content_id
    ), revised AS (
        DELETE FROM revisions r
         USING posts p
         WHERE p.id = r.post_id AND p.author_id = $1 AND r.author_id = $1 AND NOT r.is_published
           AND cardinality(p.co_author_ids) = 0
     RETURNING r.content_id
    )
    SELECT content_id FROM edits UNION SELECT content_id FROM revised
"""

_ADD_NOBODY = """
    INSERT INTO users (id, username, name, claimed_at, created_at) VALUES ($1, $2, $3, $4, $4)
        ON CONFLICT (id) DO NOTHING
"""

# The publication that somebody was given when they joined is called as they were.
_RENAME_OWN = """
    UPDATE publications b
       SET handle = $2, name = $3, description = NULL
      FROM users u
     WHERE u.id = $1 AND b.handle = u.username AND b.id IN (
               SELECT publication_id FROM memberships WHERE user_id = $1 AND role = 'owner'
           )
"""

_LEAVE_OTHERS = """
    DELETE FROM memberships mine
     WHERE mine.user_id = $1
       AND (
               mine.role <> 'owner'
            OR EXISTS (SELECT FROM memberships o
                        WHERE o.publication_id = mine.publication_id AND o.user_id <> $1)
           )
"""

_FORGET_ADDRESS = (
    "DELETE FROM guest_comments WHERE lower(email) = lower($1)",
    "DELETE FROM guests WHERE lower(email) = lower($1)",
    "DELETE FROM outgoing_mail WHERE lower(recipient) = lower($1)",
    "DELETE FROM mailed_links WHERE lower(email) = lower($1)",
    "DELETE FROM publication_invitations WHERE lower(email) = lower($1)",
    "DELETE FROM sign_ups WHERE lower(email) = lower($1)",
)

_REMOVE_ACCOUNT = "DELETE FROM accounts WHERE user_id = $1"


class DepartureRepository:
    """People who leave, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection
        self._contents = ContentRepository(connection)
        self._people = PersonRepository(connection)

    async def without_heir(self, user_id: UserId) -> Sequence[str]:
        await self._connection.fetch(_HOLD_PUBLICATIONS, user_id)
        return [row["handle"] for row in await self._connection.fetch(_WITHOUT_HEIR, user_id)]

    async def erase(self, user_id: UserId, *, at: datetime) -> None:
        send = self._connection.execute
        await self._connection.fetchval(_HOLD_DISCUSSIONS, user_id)
        await send(_TO_CO_AUTHORS, user_id)
        await send(_NO_CO_AUTHOR, user_id)
        await self._delete_posts(user_id, _EVERY_POST)
        await self._delete_own_publications(user_id)
        await self._erase_comments(user_id, _COMMENTS, at=at)
        await send(_FORGET_APPROVALS, user_id)
        await send(_EMPTY_REVIEWS, user_id)
        for statement in (*_NO_REACTIONS, *_NOT_MENTIONED):
            await send(statement, user_id)
        await send(_NO_FOLLOWS, user_id)
        await self._add_nobody(SOMEBODY_WHO_LEFT, at=at)
        # Revisions of others' posts, and pictures until they are removed.
        await self._people.leave(user_id)
        await self._people.hand_over(user_id, SOMEBODY_WHO_LEFT)

    async def keep_anonymous(self, user_id: UserId, anonymous: UserId, *, at: datetime) -> None:
        send = self._connection.execute
        await self._connection.fetchval(_HOLD_DISCUSSIONS, user_id)
        await self._delete_posts(user_id, _HIDDEN_POSTS)
        edits = await self._connection.fetch(_CONTENTS_OF_EDITS, user_id)
        earlier = await self._connection.fetch(_EARLIER_TEXTS, user_id)
        await self._contents.forget_unused({row["content_id"] for row in (*edits, *earlier)})
        await self._erase_comments(user_id, _HELD_COMMENTS, at=at)
        await send(_FORGET_APPROVALS, user_id)
        await send(_LEAVE_OTHERS, user_id)
        await send(_NO_FOLLOWS, user_id)
        handle = await self._add_nobody(anonymous, at=at)
        for statement in _NOT_MENTIONED:
            await send(statement, user_id)
        await send(_RENAME_OWN, user_id, handle, NAME_OF_THOSE_WHO_LEFT)
        await self._people.hand_over(user_id, anonymous)

    async def forget_address(self, email: str) -> None:
        for statement in _FORGET_ADDRESS:
            await self._connection.execute(statement, email)

    async def remove(self, user_id: UserId) -> None:
        await self._connection.execute(_REMOVE_ACCOUNT, user_id)
        await self._people.remove(user_id)

    async def _erase_comments(self, user_id: UserId, comments: str, *, at: datetime) -> None:
        rows = await self._connection.fetch(comments, user_id)
        await erase_comments(self._connection, [row["id"] for row in rows], at=at)
        await settle(self._connection, {row["post_id"] for row in rows})

    async def _delete_posts(self, user_id: UserId, posts: str) -> None:
        find, send = self._connection.fetch, self._connection.execute
        contents = await find(_CONTENTS_OF_POSTS.format(posts=posts), user_id)
        await send(_DELETE_POSTS.format(posts=posts), user_id)
        await send(_DELETE_CONTENTS, [row["content_id"] for row in contents])

    async def _delete_own_publications(self, user_id: UserId) -> None:
        rows = await self._connection.fetch(_OWN_PUBLICATIONS, user_id)
        ids = [row["id"] for row in rows]
        contents = await self._connection.fetch(_CONTENTS_OF_PAGES, ids)
        for statement in _DELETE_OF_PUBLICATIONS:
            await self._connection.execute(statement, ids)
        await self._connection.execute(_DELETE_CONTENTS, [row["content_id"] for row in contents])

    async def _add_nobody(self, id: UserId, *, at: datetime) -> str:
        """Add somebody of whom nothing is known, and return what they are called in addresses."""
        username = f"deleted-{token_hex(6)}"
        await self._connection.execute(_ADD_NOBODY, id, username, NAME_OF_THOSE_WHO_LEFT, at)
        return username

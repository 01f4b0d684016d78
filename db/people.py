"""Everything that belongs to a person, in all tables.

A test reads all foreign keys that lead to people and finds what is forgotten here.
"""

from db.executor import Executor
from db.users import COLUMNS, to_user
from domain.ids import UserId
from domain.users.models import User

# In one order, so that two who lock the same people do not wait for each other.
_LOCK = f"SELECT {COLUMNS} FROM users u WHERE u.id = ANY($1::uuid[]) ORDER BY u.id FOR UPDATE"

_POSTS = "UPDATE posts SET author_id = $2 WHERE author_id = $1"

_EDITED_POSTS = "UPDATE posts SET edited_by = $2 WHERE edited_by = $1"

# Whoever has written a post with themselves has written it alone.
_AUTHORS_TWICE = """
    DELETE FROM post_authors mine
     WHERE mine.user_id = $1
       AND EXISTS (SELECT FROM post_authors theirs
                    WHERE theirs.post_id = mine.post_id AND theirs.user_id = $2)
"""

_AUTHORS = "UPDATE post_authors SET user_id = $2 WHERE user_id = $1"

_EDITS = "UPDATE post_edits SET author_id = $2 WHERE author_id = $1"

_REVISIONS = "UPDATE revisions SET author_id = $2 WHERE author_id = $1"

_COMMENTS = "UPDATE comments SET author_id = $2 WHERE author_id = $1"

_HELD_COMMENTS = "UPDATE held_comments SET author_id = $2 WHERE author_id = $1"

_APPROVED_TWICE = """
    DELETE FROM approved_commenters mine
     WHERE mine.user_id = $1
       AND EXISTS (SELECT FROM approved_commenters theirs
                    WHERE theirs.publication_id = mine.publication_id AND theirs.user_id = $2)
"""

_APPROVED = "UPDATE approved_commenters SET user_id = $2 WHERE user_id = $1"

_POST_REACTIONS_TWICE = """
    DELETE FROM post_reactions mine
     WHERE mine.user_id = $1
       AND EXISTS (SELECT FROM post_reactions theirs
                    WHERE theirs.post_id = mine.post_id AND theirs.kind = mine.kind
                      AND theirs.user_id = $2)
"""

_POST_REACTIONS = "UPDATE post_reactions SET user_id = $2 WHERE user_id = $1"

_COMMENT_REACTIONS_TWICE = """
    DELETE FROM comment_reactions mine
     WHERE mine.user_id = $1
       AND EXISTS (SELECT FROM comment_reactions theirs
                    WHERE theirs.comment_id = mine.comment_id AND theirs.kind = mine.kind
                      AND theirs.user_id = $2)
"""

_COMMENT_REACTIONS = "UPDATE comment_reactions SET user_id = $2 WHERE user_id = $1"

_MENTIONED_TWICE = """
    DELETE FROM mentions mine
     WHERE mine.user_id = $1
       AND EXISTS (SELECT FROM mentions theirs
                    WHERE theirs.content_id = mine.content_id AND theirs.user_id = $2)
"""

_MENTIONS = "UPDATE mentions SET user_id = $2 WHERE user_id = $1"

_TOLD_TWICE = """
    DELETE FROM announced_mentions mine
     WHERE mine.user_id = $1
       AND EXISTS (SELECT FROM announced_mentions theirs
                    WHERE (theirs.post_id = mine.post_id OR theirs.comment_id = mine.comment_id)
                      AND theirs.user_id = $2)
"""

_TOLD = "UPDATE announced_mentions SET user_id = $2 WHERE user_id = $1"

_BETTER_ROLES = """
    UPDATE memberships theirs
       SET role = mine.role
      FROM memberships mine
     WHERE mine.user_id = $1 AND theirs.user_id = $2
       AND mine.publication_id = theirs.publication_id
       AND array_position(ARRAY['contributor', 'editor', 'owner'], mine.role)
         > array_position(ARRAY['contributor', 'editor', 'owner'], theirs.role)
"""

_MEMBERSHIPS = """
    UPDATE memberships mine
       SET user_id = $2
     WHERE mine.user_id = $1
       AND NOT EXISTS (SELECT FROM memberships theirs
                        WHERE theirs.user_id = $2 AND theirs.publication_id = mine.publication_id)
"""

_LEAVE = "DELETE FROM memberships WHERE user_id = $1"

# Nobody follows themselves, nor anybody twice.
_FOLLOWS_TWICE = """
    DELETE FROM follows f
     WHERE (f.follower_id = $1 AND f.subject_id = $2)
        OR (f.follower_id = $2 AND f.subject_id = $1)
        OR (
               f.follower_id = $1
           AND EXISTS (SELECT FROM follows theirs
                        WHERE theirs.follower_id = $2 AND theirs.subject_id = f.subject_id)
           )
        OR (
               f.user_id = $1
           AND EXISTS (SELECT FROM follows theirs
                        WHERE theirs.follower_id = f.follower_id AND theirs.subject_id = $2)
           )
"""

_FOLLOWS = """
    UPDATE follows
       SET follower_id = CASE follower_id WHEN $1 THEN $2 ELSE follower_id END,
           user_id = CASE user_id WHEN $1 THEN $2 ELSE user_id END
     WHERE follower_id = $1 OR user_id = $1
"""

_UPLOADS = "UPDATE uploaded_media SET user_id = $2 WHERE user_id = $1"

# The next import finds the person again, and leaves alone who speaks for themselves.
_IMPORTED = "UPDATE imported_items SET subject_id = $2 WHERE subject_id = $1"

_FORMER_NAMES = "UPDATE former_usernames SET user_id = $2 WHERE user_id = $1"

# What was a name of somebody is not given to anybody else, and leads to who has it all now.
_OLD_NAME = """
    INSERT INTO former_usernames (username, user_id) VALUES ($1, $2)
        ON CONFLICT (username) DO UPDATE SET user_id = excluded.user_id
"""

_HANDING_OVER = (
    _POSTS,
    _EDITED_POSTS,
    _AUTHORS_TWICE,
    _AUTHORS,
    _EDITS,
    _REVISIONS,
    _COMMENTS,
    _HELD_COMMENTS,
    _APPROVED_TWICE,
    _APPROVED,
    _POST_REACTIONS_TWICE,
    _POST_REACTIONS,
    _COMMENT_REACTIONS_TWICE,
    _COMMENT_REACTIONS,
    _MENTIONED_TWICE,
    _MENTIONS,
    _TOLD_TWICE,
    _TOLD,
    _BETTER_ROLES,
    _MEMBERSHIPS,
    _FOLLOWS_TWICE,
    _FOLLOWS,
    _UPLOADS,
    _IMPORTED,
)

_MERGE_PROFILE = """
    UPDATE users theirs
       SET bio = coalesce(theirs.bio, mine.bio),
           location = coalesce(theirs.location, mine.location),
           website_url = coalesce(theirs.website_url, mine.website_url),
           avatar_url = coalesce(theirs.avatar_url, mine.avatar_url)
      FROM users mine
     WHERE mine.id = $1 AND theirs.id = $2
"""

_REMOVE = "DELETE FROM users WHERE id = $1"


class PersonRepository:
    """People being changed as a whole, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def lock(self, *ids: UserId) -> dict[UserId, User]:
        rows = await self._connection.fetch(_LOCK, ids)
        return {user.id: user for user in map(to_user, rows)}

    async def hand_over(self, giver: UserId, receiver: UserId) -> None:
        for statement in _HANDING_OVER:
            await self._connection.execute(statement, giver, receiver)
        await self.leave(giver)

    async def leave(self, id: UserId) -> None:
        """End all memberships of somebody."""
        await self._connection.execute(_LEAVE, id)

    async def merge_profile(self, giver: UserId, receiver: UserId) -> None:
        await self._connection.execute(_MERGE_PROFILE, giver, receiver)

    async def lead_to(self, former_username: str, id: UserId) -> None:
        await self._connection.execute(_OLD_NAME, former_username, id)

    async def keep_former_names(self, giver: UserId, receiver: UserId) -> None:
        await self._connection.execute(_FORMER_NAMES, giver, receiver)

    async def remove(self, id: UserId) -> None:
        await self._connection.execute(_REMOVE, id)

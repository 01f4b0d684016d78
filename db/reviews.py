"""Reviews of posts in PostgreSQL. They are shown to those alone who may edit the post."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from asyncpg import Record

from db.executor import Executor
from db.keyset import ListOf, Lists
from db.recording import Reader
from db.scopes import FOR_ONE_VIEWER, Scopes
from domain.ids import PostId, PostReviewId, UserId
from domain.reviews.models import OLDEST_SUBMISSIONS, PostReview, ReviewState, SubmissionsTo

COLUMNS = """w.id, w.post_id, w.publication_id, w.state, w.submitter_id, w.note, w.submitted_at,
    w.reviewer_id, w.reason, w.decided_at"""

_BY_IDS = f"SELECT {COLUMNS} FROM post_reviews w WHERE w.id = ANY($1::uuid[])"

_BY_POSTS = f"SELECT {COLUMNS} FROM post_reviews w WHERE w.post_id = ANY($1::uuid[])"

_LOCK = f"SELECT {COLUMNS} FROM post_reviews w WHERE w.post_id = $1 FOR UPDATE"

_SAVE = """
    INSERT INTO post_reviews
           (id, post_id, publication_id, state, submitter_id, note, submitted_at, reviewer_id,
            reason, decided_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT ON CONSTRAINT post_reviews_one_for_each_post DO UPDATE
       SET publication_id = excluded.publication_id, state = excluded.state,
           submitter_id = excluded.submitter_id, note = excluded.note,
           submitted_at = excluded.submitted_at, reviewer_id = excluded.reviewer_id,
           reason = excluded.reason, decided_at = excluded.decided_at
"""

_SETTLE = """
    UPDATE post_reviews
       SET state = 'approved', reviewer_id = $2, reason = NULL, decided_at = $3
     WHERE post_id = $1 AND state = 'submitted'
"""

_DROP = """
    UPDATE post_reviews
       SET state = 'withdrawn', reviewer_id = NULL, reason = NULL, decided_at = $2
     WHERE post_id = $1 AND state = 'submitted'
"""

_STATES = {state.value: state for state in ReviewState}
_WIDTH = len(PostReview.__struct_fields__)
_STATE = PostReview.__struct_fields__.index("state")


def to_review(row: Record) -> PostReview:
    values = list(row[:_WIDTH])
    values[_STATE] = _STATES[values[_STATE]]
    return PostReview(*values)


class ReviewReader(Reader):
    async def by_ids(self, ids: Collection[PostReviewId]) -> Sequence[PostReview]:
        return [to_review(row) for row in await self.database.fetch(_BY_IDS, ids)]


async def reviews_by_post(database: Executor, ids: Sequence[PostId]) -> Mapping[PostId, PostReview]:
    """Read the reviews of posts that somebody may edit."""
    reviews = map(to_review, await database.fetch(_BY_POSTS, ids))
    return {review.post_id: review for review in reviews}


class ReviewRepository:
    """Reviews being changed, inside one unit of work that holds their post."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def of_post(self, post_id: PostId) -> PostReview | None:
        row = await self._connection.fetchrow(_LOCK, post_id)
        return None if row is None else to_review(row)

    async def save(self, review: PostReview) -> None:
        values = (getattr(review, name) for name in review.__struct_fields__)
        await self._connection.execute(_SAVE, *values)

    async def settle(self, post_id: PostId, *, by: UserId, at: datetime) -> None:
        await self._connection.execute(_SETTLE, post_id, by, at)

    async def drop(self, post_id: PostId, *, at: datetime) -> None:
        await self._connection.execute(_DROP, post_id, at)


LISTS: Lists = {
    (SubmissionsTo, None): ListOf(
        source="post_reviews w JOIN posts p ON p.id = w.post_id",
        where="""w.publication_id = wanted.parent_id AND w.state = 'submitted'
             AND p.status NOT IN ('removed', 'deleted')""",
        columns=COLUMNS,
        build=to_review,
        order=OLDEST_SUBMISSIONS,
        key="w.submitted_at",
        id="w.id",
    )
}

SCOPES: Scopes = {SubmissionsTo: FOR_ONE_VIEWER}

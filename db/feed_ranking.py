"""Ranked feeds in PostgreSQL: put in order once, and read from that snapshot from then on.

The formula, and why an order is stored, is told in docs/feed.md and docs/adr/0020.
"""

from datetime import datetime
from functools import cache

from asyncpg import Record

from db.executor import Executor
from db.feed import REASONS_OF, newest_of_each
from db.keyset import ListOf, Lists
from db.posts import COLUMNS, post_values
from db.scopes import FOR_ONE_VIEWER, Scopes
from domain.feed.models import FeedOrder, RankedFeed, RankedItem
from domain.feed.ranking import (
    AFFINITIES,
    DAYS_FOR_TENFOLD,
    ENOUGH,
    ENOUGH_READ,
    KEPT_FOR,
    MOST_LOOKED_AT,
    MOST_RANKED,
    MOST_TAGS,
    NEWEST_OF_EACH,
    POPULAR,
    WORTH_OF_COMMENT,
    WORTH_OF_KNOWN,
)
from domain.posts.models import Post

_MOST_SNAPSHOTS = 10
"""How many are kept of one viewer."""

_MORE = len(RankedItem.__struct_fields__) - len(Post.__struct_fields__)

# Floating points, as they are for hundreds of posts at once. What is told of them is rounded.
_ENGAGEMENT = f"log(1 + p.reaction_count::float8 + {WORTH_OF_COMMENT} * p.comment_count::float8)"

_FRESHNESS = f"""least(extract(epoch FROM p.published_at - $2::timestamptz), 0)::float8
        / {DAYS_FOR_TENFOLD * 86_400}"""

_AFFINITY = " + ".join(
    f"{worth} * least(count(*) FILTER (WHERE f.kind = '{kind.value}'), "
    f"{MOST_TAGS if kind.value == 'tag' else 1})"
    for kind, worth in AFFINITIES.items()
)

# What is followed most is known before every reason is: it decides which posts are looked at again.
_RANKED = """
    WITH followed AS (
        SELECT every.id, sum(every.worth) AS worth
          FROM ({kinds}) AS every
         GROUP BY every.id
         ORDER BY max(every.at) DESC, every.id DESC
         LIMIT {looked_at}
    ), hopeful AS (
        SELECT p.id
          FROM followed
          JOIN visible_posts p ON p.id = followed.id
         ORDER BY {engagement} + {freshness} + followed.worth DESC, p.id DESC
         LIMIT {most}
    ), popular AS (
        SELECT risen.id
          FROM (
                   SELECT p.id
                     FROM visible_posts p
                    ORDER BY rising(p.reaction_count, p.comment_count, p.published_at) DESC,
                             p.id DESC
                    LIMIT {popular}
               ) AS risen
         WHERE (SELECT count(*) FROM hopeful) < {enough}
    ), told AS (
        SELECT p.id, p.published_at, round(({engagement})::numeric, 4)::float8 AS engagement,
               round(({freshness})::numeric, 4)::float8 AS freshness,
               reasons.affinity, reasons.ids AS reason_ids,
               (
                   p.author_id = $1
                OR EXISTS (SELECT FROM post_reactions r WHERE r.user_id = $1 AND r.post_id = p.id)
                OR EXISTS (
                       SELECT FROM readings r
                        WHERE r.user_id = $1 AND r.post_id = p.id AND r.progress >= {enough_read}
                   )
               ) AS is_known
          FROM (SELECT id FROM hopeful UNION SELECT id FROM popular) AS chosen
          JOIN visible_posts p ON p.id = chosen.id
         CROSS JOIN LATERAL (
                   SELECT coalesce(array_agg(f.subject_id), '{{}}') AS ids,
                          ({affinity})::float8 AS affinity
                     FROM follows f
                    WHERE f.follower_id = $1 AND {reasons}
               ) AS reasons
    ), scored AS (
        SELECT told.*,
               round((
                   engagement + freshness + affinity
                   - CASE WHEN is_known THEN {worth_of_known} ELSE 0 END
               )::numeric, 4)::float8 AS score
          FROM told
    ), placed AS (
        SELECT scored.*,
               row_number() OVER (ORDER BY score DESC, published_at DESC, id DESC) AS place
          FROM scored
    ), made AS (
        SELECT coalesce(array_agg(id ORDER BY place), '{{}}') AS post_ids,
               coalesce(array_agg(score ORDER BY place), '{{}}') AS scores,
               coalesce(array_agg(engagement ORDER BY place), '{{}}') AS engagements,
               coalesce(array_agg(freshness ORDER BY place), '{{}}') AS freshnesses,
               coalesce(array_agg(affinity ORDER BY place), '{{}}') AS affinities,
               coalesce(array_agg(is_known ORDER BY place), '{{}}') AS known
          FROM placed
    ), reasons AS (
        SELECT coalesce(array_agg(place::integer ORDER BY place, reason.id), '{{}}') AS places,
               coalesce(array_agg(reason.id ORDER BY place, reason.id), '{{}}') AS ids
          FROM placed
         CROSS JOIN unnest(placed.reason_ids) AS reason (id)
    ), same AS (
        SELECT s.id
          FROM feed_snapshots s, made, reasons
         WHERE s.viewer_id = $1
           AND s.made_at > $2::timestamptz - interval '1 minute'
           AND s.made_at <= $2::timestamptz
           AND (s.post_ids, s.scores, s.reason_ids) = (made.post_ids, made.scores, reasons.ids)
         ORDER BY s.made_at DESC, s.id DESC
         LIMIT 1
    ), gone AS (
        DELETE FROM feed_snapshots
         WHERE id IN (
                   SELECT id FROM feed_snapshots
                    WHERE viewer_id = $1
                    ORDER BY made_at DESC, id DESC
                   OFFSET {most_snapshots} - 1
               )
           AND NOT EXISTS (SELECT FROM same)
    ), kept AS (
        INSERT INTO feed_snapshots
               (id, viewer_id, made_at, post_ids, scores, engagements, freshnesses, affinities,
                known, reason_places, reason_ids)
        SELECT $3, $1, $2, made.post_ids, made.scores, made.engagements, made.freshnesses,
               made.affinities, made.known, reasons.places, reasons.ids
          FROM made, reasons
         WHERE NOT EXISTS (SELECT FROM same)
     RETURNING id
    )
    SELECT id FROM same UNION ALL SELECT id FROM kept
"""

_IS_KEPT = "SELECT EXISTS (SELECT FROM feed_snapshots WHERE viewer_id = $1 AND id = $2)"

_REMOVE_OLD = """
    DELETE FROM feed_snapshots
     WHERE id IN (SELECT id FROM feed_snapshots WHERE made_at < $1 ORDER BY made_at LIMIT $2)
"""


@cache
def ranking_statement() -> str:
    """Return what puts a feed in order and keeps it: whose it is, when, and as what."""
    worth = {kind.value: f"{worth}::float8" for kind, worth in AFFINITIES.items()}
    return _RANKED.format(
        kinds=newest_of_each(NEWEST_OF_EACH, worth),
        engagement=_ENGAGEMENT,
        freshness=_FRESHNESS,
        affinity=_AFFINITY,
        reasons=REASONS_OF,
        looked_at=MOST_LOOKED_AT,
        most=MOST_RANKED,
        enough=ENOUGH,
        popular=POPULAR,
        enough_read=ENOUGH_READ,
        worth_of_known=WORTH_OF_KNOWN,
        most_snapshots=_MOST_SNAPSHOTS,
    )


async def is_kept(database: Executor, listing: RankedFeed) -> bool:
    kept: bool = await database.fetchval(_IS_KEPT, listing.user_id, listing.snapshot_id)
    return kept


async def remove_old_snapshots(database: Executor, now: datetime, *, most: int = 500) -> int:
    """Remove some of the snapshots that are kept no longer, and say how many."""
    done = await database.execute(_REMOVE_OLD, now - KEPT_FOR, most)
    return int(done.rpartition(" ")[2])


def to_ranked_item(row: Record) -> RankedItem:
    return RankedItem(*(*post_values(row), *row[-_MORE:]))


LISTS: Lists = {
    (RankedFeed, None): ListOf(
        source="""feed_snapshots s
         CROSS JOIN LATERAL unnest(
                   s.post_ids, s.scores, s.engagements, s.freshnesses, s.affinities, s.known
               ) WITH ORDINALITY
               AS ranked (id, score, engagement, freshness, affinity, is_known, place)
          JOIN visible_posts p ON p.id = ranked.id""",
        where="s.viewer_id = wanted.parent_id AND s.id = {}",
        columns=f"""{COLUMNS}, ARRAY(
                   SELECT reason.id
                     FROM unnest(s.reason_places, s.reason_ids) AS reason (place, id)
                    WHERE reason.place = ranked.place
               ) AS reasons,
               ranked.score, ranked.engagement, ranked.freshness, ranked.affinity,
               ranked.is_known, ranked.place::integer AS place, s.id AS snapshot_id""",
        build=to_ranked_item,
        order=FeedOrder.RANKED.value,
        key="ranked.place",
        id="s.id",
        told_apart_by="snapshot_id",
    )
}

SCOPES: Scopes = {RankedFeed: FOR_ONE_VIEWER}

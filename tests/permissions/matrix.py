"""All rules there are: one table for each area."""

from collections.abc import Mapping, Sequence

from tests.permissions import (
    accounts,
    authorship,
    badges,
    blocks,
    comments,
    discussions,
    editorial,
    feed,
    filing,
    follows,
    keeping,
    media,
    organising,
    people,
    posts,
    posts_seen,
    publications,
    reactions,
    reading,
)
from tests.permissions.rules import Maker, Read, Rule, Viewed

RULES: Sequence[Rule] = [
    *accounts.RULES,
    *authorship.RULES,
    *badges.RULES,
    *blocks.RULES,
    *comments.RULES,
    *discussions.RULES,
    *editorial.RULES,
    *filing.RULES,
    *follows.RULES,
    *keeping.RULES,
    *media.RULES,
    *organising.RULES,
    *people.RULES,
    *posts.RULES,
    *publications.RULES,
    *reactions.RULES,
]

READS: Sequence[Read] = [
    *accounts.READS,
    *authorship.READS,
    *badges.READS,
    *blocks.READS,
    *comments.READS,
    *discussions.READS,
    *editorial.READS,
    *feed.READS,
    *filing.READS,
    *follows.READS,
    *keeping.READS,
    *media.READS,
    *people.READS,
    *posts_seen.READS,
    *publications.READS,
    *reactions.READS,
    *reading.READS,
]

VIEWED: Sequence[Viewed] = [
    *blocks.VIEWED,
    *comments.VIEWED,
    *discussions.VIEWED,
    *filing.VIEWED,
    *follows.VIEWED,
    *keeping.VIEWED,
    *organising.VIEWED,
    *posts_seen.VIEWED,
    *publications.VIEWED,
]

MAKERS: Mapping[str, Maker] = {
    **accounts.MAKERS,
    **authorship.MAKERS,
    **badges.MAKERS,
    **blocks.MAKERS,
    **comments.MAKERS,
    **discussions.MAKERS,
    **editorial.MAKERS,
    **feed.MAKERS,
    **filing.MAKERS,
    **follows.MAKERS,
    **keeping.MAKERS,
    **media.MAKERS,
    **organising.MAKERS,
    **people.MAKERS,
    **posts.MAKERS,
    **publications.MAKERS,
    **reactions.MAKERS,
    **reading.MAKERS,
}

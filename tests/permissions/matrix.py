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
    filing,
    follows,
    media,
    organising,
    people,
    posts,
    posts_seen,
    publications,
    reactions,
    reading,
    searching,
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
    *filing.READS,
    *follows.READS,
    *media.READS,
    *people.READS,
    *posts_seen.READS,
    *publications.READS,
    *reactions.READS,
    *reading.READS,
    *searching.READS,
]

VIEWED: Sequence[Viewed] = [
    *blocks.VIEWED,
    *comments.VIEWED,
    *discussions.VIEWED,
    *filing.VIEWED,
    *follows.VIEWED,
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
    **filing.MAKERS,
    **follows.MAKERS,
    **media.MAKERS,
    **organising.MAKERS,
    **people.MAKERS,
    **posts.MAKERS,
    **publications.MAKERS,
    **reactions.MAKERS,
    **reading.MAKERS,
}

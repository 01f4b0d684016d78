"""All rules there are: one table for each area."""

from collections.abc import Mapping, Sequence

from tests.permissions import accounts, filing, media, posts, publications, reading
from tests.permissions.rules import Maker, Read, Rule, Viewed

RULES: Sequence[Rule] = [
    *accounts.RULES,
    *filing.RULES,
    *media.RULES,
    *posts.RULES,
    *publications.RULES,
]

READS: Sequence[Read] = [
    *accounts.READS,
    *filing.READS,
    *media.READS,
    *posts.READS,
    *publications.READS,
    *reading.READS,
]

VIEWED: Sequence[Viewed] = [
    *filing.VIEWED,
    *posts.VIEWED,
    *publications.VIEWED,
]

MAKERS: Mapping[str, Maker] = {
    **accounts.MAKERS,
    **filing.MAKERS,
    **media.MAKERS,
    **posts.MAKERS,
    **publications.MAKERS,
    **reading.MAKERS,
}

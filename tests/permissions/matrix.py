"""All rules there are: one table for each area."""

from collections.abc import Mapping, Sequence

from tests.permissions import media, posts, publications, reading
from tests.permissions.rules import Maker, Read, Rule, Viewed

RULES: Sequence[Rule] = [
    *media.RULES,
    *posts.RULES,
    *publications.RULES,
]

READS: Sequence[Read] = [
    *media.READS,
    *posts.READS,
    *publications.READS,
    *reading.READS,
]

VIEWED: Sequence[Viewed] = [
    *publications.VIEWED,
]

MAKERS: Mapping[str, Maker] = {
    **media.MAKERS,
    **posts.MAKERS,
    **publications.MAKERS,
    **reading.MAKERS,
}

"""All rules there are: one table for each area."""

from collections.abc import Mapping, Sequence

from tests.permissions import media, posts, reading
from tests.permissions.rules import Maker, Read, Rule, Viewed

RULES: Sequence[Rule] = [
    *media.RULES,
    *posts.RULES,
]

READS: Sequence[Read] = [
    *media.READS,
    *posts.READS,
    *reading.READS,
]

VIEWED: Sequence[Viewed] = []

MAKERS: Mapping[str, Maker] = {
    **media.MAKERS,
    **posts.MAKERS,
    **reading.MAKERS,
}

"""What the order of a ranked feed is made of. A score of one more is ten times the engagement."""

from collections.abc import Mapping
from datetime import timedelta

from domain.follows.models import FollowKind

DAYS_FOR_TENFOLD = 2
"""So many days later is worth ten times the engagement."""

WORTH_OF_COMMENT = 2
"""How many reactions a comment counts as."""

AFFINITIES: Mapping[FollowKind, float] = {
    FollowKind.USER: 1.0,
    FollowKind.PUBLICATION: 0.7,
    FollowKind.SERIES: 0.5,
    FollowKind.TAG: 0.3,
}
"""What it is worth that something of a post is followed. Kinds add up, and so do tags."""

MOST_TAGS = 3
"""How many followed tags of a post count."""

WORTH_OF_KNOWN = 1.5
"""What it counts against a post that the viewer wrote it, has read it, or has reacted to it."""

ENOUGH_READ = 50
"""How far somebody has read what they have read, in per cent."""

NEWEST_OF_EACH = 20
"""How many posts are looked at of each thing that is followed."""

MOST_LOOKED_AT = 1_000
"""How many of these are, the newest ones."""

MOST_RANKED = 300
"""How many posts of what is followed a ranked feed has."""

ENOUGH = 50
"""Fewer posts than these are too few, and popular ones are put among them."""

POPULAR = 100
"""How many popular posts are, at most."""

KEPT_FOR = timedelta(days=1)
"""How long a ranked feed can be read on."""

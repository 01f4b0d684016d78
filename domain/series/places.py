"""The places of posts in a series: numbers that grow, with gaps or without."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.ids import PostId


class Part(NamedTuple):
    """A post, and the number of its place."""

    post_id: PostId
    position: int


def placed(others: Sequence[Part], post_id: PostId, index: int) -> Iterator[Part]:
    """Yield the part that a post becomes before `others[index]`, then those that make room for it.

    Only as many move as have to, so that whoever pages through the series is disturbed least.
    """
    if index > 0:
        last = others[index - 1].position + 1
    elif others:
        last = others[0].position - 1
    else:
        last = 1
    yield Part(post_id, last)
    for other in others[index:]:
        if other.position > last:
            return
        last += 1
        yield Part(other.post_id, last)

"""The order in which a discussion is read: depth first, the oldest first among siblings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from domain.ids import CommentId

GAP = 2**32
"""Left between neighbours, so that a later answer mostly finds room without moving the others."""

SPACE = 2**16
"""What is left at least between those that are moved to make room."""

_SHARE = 16
"""Which part of the room is given to a new answer. Most answers are the last among their siblings,
so the rest is for those that come after it: there is room for hundreds in one gap."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A comment as far as its place is concerned."""

    id: CommentId
    parent_id: CommentId | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    id: CommentId
    depth: int
    position: int


class Room(NamedTuple):
    """Where a new answer belongs: between two neighbours, where they are there."""

    depth: int
    before: int | None
    after: int | None

    @property
    def position(self) -> int | None:
        """A position between the neighbours, or None when they have to be moved for one."""
        if self.after is None:
            return (self.before or 0) + GAP
        if self.before is None:
            return self.after - GAP
        room = self.after - self.before
        return None if room <= 1 else self.before + max(1, room // _SHARE)


def depth_first(answers: Iterable[Answer]) -> list[Place]:
    """Give every comment of one post its place.

    A thread may be as deep as it is long, so nothing here calls itself. An answer to what is not
    among them has no place.
    """
    replies: defaultdict[CommentId | None, list[Answer]] = defaultdict(list)
    for answer in sorted(answers, key=_age, reverse=True):
        replies[answer.parent_id].append(answer)
    places: list[Place] = []
    waiting = [(answer, 0) for answer in replies[None]]
    while waiting:
        answer, depth = waiting.pop()
        places.append(Place(answer.id, depth, (len(places) + 1) * GAP))
        waiting += [(reply, depth + 1) for reply in replies.get(answer.id, ())]
    return places


def _age(answer: Answer) -> tuple[datetime, CommentId]:
    return answer.created_at, answer.id

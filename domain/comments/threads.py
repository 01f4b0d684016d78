"""The order in which a discussion is read: depth first, the oldest first among siblings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.ids import CommentId

GAP = 2**20
"""Left between neighbours, so that a later answer mostly finds room without moving the others."""


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

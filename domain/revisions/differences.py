"""What has changed between two texts: by lines, and by words inside of lines that changed.

Lines, or words, that stand once in both texts are what the rest is found between (Cohen's patience
diff); where there are none, the longest common subsequence decides. Both cost effort, of which
there is so much and no more: what is left then counts as replaced, so that no text takes long.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

MOST_EFFORT = 2_000_000
"""Comparisons of two lines or words, about. They take less than a second."""

_MOST_OF_A_TABLE = 250_000
"""Cells of the table that finds a longest common subsequence."""


class Run(NamedTuple):
    """So many items that are the same in both: from these places on."""

    old: int
    new: int
    length: int


class Range(NamedTuple):
    """A part of both."""

    old: int
    old_end: int
    new: int
    new_end: int


class Effort:
    """How much may still be compared."""

    def __init__(self, most: int = MOST_EFFORT) -> None:
        self._left = most

    def spend(self, effort: int) -> bool:
        """Return whether there was so much left. It is spent then."""
        if effort > self._left:
            return False
        self._left -= effort
        return True


def runs(old: Sequence[str], new: Sequence[str], effort: Effort) -> list[Run]:
    """Find what is the same in both, in order and without overlaps."""
    found: list[Run] = []
    waiting = [Range(0, len(old), 0, len(new))]
    while waiting:
        part = _trimmed(old, new, waiting.pop(), found)
        old_length, new_length = part.old_end - part.old, part.new_end - part.new
        if not old_length or not new_length or not effort.spend(old_length + new_length):
            continue
        if anchors := _anchors(old, new, part):
            found += anchors
            waiting += _between(anchors, part)
        elif old_length * new_length <= _MOST_OF_A_TABLE and effort.spend(old_length * new_length):
            found += _common(old, new, part)
    return _joined(sorted(found))


def changes(same: Iterable[Run], old_length: int, new_length: int) -> list[Range]:
    """Return what is between runs."""
    found, at_old, at_new = [], 0, 0
    for run in (*same, Run(old_length, new_length, 0)):
        if run.old > at_old or run.new > at_new:
            found.append(Range(at_old, run.old, at_new, run.new))
        at_old, at_new = run.old + run.length, run.new + run.length
    return found


def _trimmed(old: Sequence[str], new: Sequence[str], part: Range, found: list[Run]) -> Range:
    """Note what is the same at both ends, and return what is left."""
    at_old, old_end, at_new, new_end = part
    while at_old < old_end and at_new < new_end and old[at_old] == new[at_new]:
        at_old, at_new = at_old + 1, at_new + 1
    while at_old < old_end and at_new < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    found.append(Run(part.old, part.new, at_old - part.old))
    found.append(Run(old_end, new_end, part.old_end - old_end))
    return Range(at_old, old_end, at_new, new_end)


def _anchors(old: Sequence[str], new: Sequence[str], part: Range) -> list[Run]:
    """Return the most of those items that stand once in both whose order is the same in both."""
    in_old = _single(old, part.old, part.old_end)
    in_new = _single(new, part.new, part.new_end)
    pairs = [(at, in_new[item]) for item, at in in_old.items() if item in in_new]
    return [Run(at_old, at_new, 1) for at_old, at_new in _rising(pairs)]


def _single(items: Sequence[str], start: int, end: int) -> dict[str, int]:
    counts = Counter(items[start:end])
    return {items[at]: at for at in range(start, end) if counts[items[at]] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs in the order of the first that is in that of the second."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(places[length - 1] if length else -1)
        if length == len(ends):
            ends.append(second)
            places.append(place)
        else:
            ends[length], places[length] = second, place
    longest, place = [], places[-1] if places else -1
    while place >= 0:
        longest.append(pairs[place])
        place = before[place]
    return longest[::-1]


def _between(anchors: Sequence[Run], part: Range) -> list[Range]:
    at_old, at_new, found = part.old, part.new, []
    for anchor in anchors:
        found.append(Range(at_old, anchor.old, at_new, anchor.new))
        at_old, at_new = anchor.old + 1, anchor.new + 1
    return [*found, Range(at_old, part.old_end, at_new, part.new_end)]


def _common(old: Sequence[str], new: Sequence[str], part: Range) -> list[Run]:
    """Return a longest common subsequence."""
    olds, news = old[part.old : part.old_end], new[part.new : part.new_end]
    # How long the longest one of the rests from each pair of places on is.
    table = [[0] * (len(news) + 1)]
    for item in reversed(olds):
        below, row = table[-1], [0] * (len(news) + 1)
        for at in range(len(news) - 1, -1, -1):
            row[at] = below[at + 1] + 1 if item == news[at] else max(below[at], row[at + 1])
        table.append(row)
    table.reverse()
    found, at_old, at_new = [], 0, 0
    while at_old < len(olds) and at_new < len(news):
        if olds[at_old] == news[at_new]:
            found.append(Run(part.old + at_old, part.new + at_new, 1))
            at_old, at_new = at_old + 1, at_new + 1
        elif table[at_old + 1][at_new] >= table[at_old][at_new + 1]:
            at_old += 1
        else:
            at_new += 1
    return found


def _joined(found: Iterable[Run]) -> list[Run]:
    """Make one of runs that follow each other, and leave out those of nothing."""
    joined: list[Run] = []
    for run in found:
        last = joined[-1] if joined else Run(-1, -1, 0)
        if not run.length:
            continue
        if (last.old + last.length, last.new + last.length) == (run.old, run.new):
            joined[-1] = last._replace(length=last.length + run.length)
        else:
            joined.append(run)
    return joined

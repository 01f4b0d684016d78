"""The difference of two texts, as people read it: the places that changed, and what is around.

There is a bound to how many pieces it has. Where more has changed, larger pieces are shown.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from domain.model import Model
from domain.revisions.differences import Effort, Range, Run, changes, runs

MOST_HUNKS = 50
MOST_SEGMENTS = 40
"""In one hunk."""

_LINES_AROUND = 3

_LEAST_IN_COMMON = 0.3
"""How much of a place that changed has to be the same for it to be shown by words."""

_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
_WORD = re.compile(r"\w")


class SegmentKind(StrEnum):
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    ADDED = "added"


class Segment(Model, frozen=True):
    """A piece of text that is in both, or in one of them alone."""

    kind: SegmentKind
    text: str


class Hunk(Model, frozen=True):
    """A place that changed, with the lines around it."""

    from_line: int
    """The number of its first line in the earlier text, from 1 on."""
    to_line: int
    """The same in the later one."""
    segments: tuple[Segment, ...]


def hunks_of(old: str, new: str) -> tuple[Hunk, ...]:
    """Compare two texts."""
    if old == new:
        return ()
    effort = Effort()
    olds, news = _lines(old), _lines(new)
    same = runs(olds, news, effort)
    changed = changes(same, len(olds), len(news))
    return tuple(_hunk(olds, news, group, effort) for group in _few(_grouped(changed)))


def _lines(text: str) -> list[str]:
    """Split a text behind each end of a line, so that the lines together are the text."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _grouped(changed: Iterable[Range]) -> list[list[Range]]:
    """Put what is so near that the lines around it touch into one place."""
    groups: list[list[Range]] = []
    for change in changed:
        if groups and change.old - groups[-1][-1].old_end <= 2 * _LINES_AROUND:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _few(groups: list[list[Range]]) -> list[list[Range]]:
    """Make one place of all that are too many."""
    if len(groups) <= MOST_HUNKS:
        return groups
    rest = [change for group in groups[MOST_HUNKS - 1 :] for change in group]
    return [*groups[: MOST_HUNKS - 1], [_whole(rest)]]


def _whole(changed: Sequence[Range]) -> Range:
    first, last = changed[0], changed[-1]
    return Range(first.old, last.old_end, first.new, last.new_end)


def _hunk(
    olds: Sequence[str], news: Sequence[str], changed: Sequence[Range], effort: Effort
) -> Hunk:
    whole = _whole(changed)
    before = min(_LINES_AROUND, whole.old)
    after = olds[whole.old_end : whole.old_end + _LINES_AROUND]
    segments: list[Segment] = []
    for shown in (_by_words(olds, news, changed, effort), _by_lines(olds, news, changed)):
        segments = shown
        if len(segments) <= MOST_SEGMENTS - 2:
            break
    else:
        segments = _by_lines(olds, news, [whole])
    around = (
        Segment(SegmentKind.UNCHANGED, "".join(olds[whole.old - before : whole.old])),
        *segments,
        Segment(SegmentKind.UNCHANGED, "".join(after)),
    )
    return Hunk(whole.old - before + 1, whole.new - before + 1, tuple(_joined(around)))


def _by_lines(olds: Sequence[str], news: Sequence[str], changed: Sequence[Range]) -> list[Segment]:
    found: list[Segment] = []
    at = changed[0].old
    for change in changed:
        found.append(Segment(SegmentKind.UNCHANGED, "".join(olds[at : change.old])))
        found.append(Segment(SegmentKind.REMOVED, "".join(olds[change.old : change.old_end])))
        found.append(Segment(SegmentKind.ADDED, "".join(news[change.new : change.new_end])))
        at = change.old_end
    return _joined(found)


def _by_words(
    olds: Sequence[str], news: Sequence[str], changed: Sequence[Range], effort: Effort
) -> list[Segment]:
    found: list[Segment] = []
    at = changed[0].old
    for change in changed:
        found.append(Segment(SegmentKind.UNCHANGED, "".join(olds[at : change.old])))
        old = "".join(olds[change.old : change.old_end])
        new = "".join(news[change.new : change.new_end])
        found += _words(old, new, effort)
        at = change.old_end
    return _joined(found)


def _words(old: str, new: str, effort: Effort) -> list[Segment]:
    """Compare two texts by words. Those that have little in common are replaced as a whole."""
    olds, news = _TOKEN.findall(old), _TOKEN.findall(new)
    same = [run for run in runs(olds, news, effort) if _says_something(olds, news, run)]
    in_common = sum(len("".join(olds[run.old : run.old + run.length])) for run in same)
    if in_common < _LEAST_IN_COMMON * max(len(old), len(new)):
        return [Segment(SegmentKind.REMOVED, old), Segment(SegmentKind.ADDED, new)]
    found, at_old = [], 0
    for change in changes(same, len(olds), len(news)):
        found.append(Segment(SegmentKind.UNCHANGED, "".join(olds[at_old : change.old])))
        found.append(Segment(SegmentKind.REMOVED, "".join(olds[change.old : change.old_end])))
        found.append(Segment(SegmentKind.ADDED, "".join(news[change.new : change.new_end])))
        at_old = change.old_end
    return [*found, Segment(SegmentKind.UNCHANGED, "".join(olds[at_old:]))]


def _says_something(olds: Sequence[str], news: Sequence[str], run: Run) -> bool:
    """Whether what is the same is more than a space or a comma between words that differ."""
    is_at_an_end = 0 in {run.old, run.new} or (
        run.old + run.length == len(olds) or run.new + run.length == len(news)
    )
    return is_at_an_end or any(map(_WORD.match, olds[run.old : run.old + run.length]))


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """Make one of segments of a kind that follow each other, and leave out the empty ones."""
    joined: list[Segment] = []
    for segment in segments:
        if not segment.text:
            continue
        if joined and joined[-1].kind is segment.kind:
            joined[-1] = Segment(segment.kind, joined[-1].text + segment.text)
        else:
            joined.append(segment)
    return joined

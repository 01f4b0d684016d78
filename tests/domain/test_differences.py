"""Comparing texts: nothing gets lost, little is shown, and nothing takes long."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.revisions.differences import Effort, runs
from domain.revisions.hunks import MOST_HUNKS, MOST_SEGMENTS, Hunk, SegmentKind, hunks_of

_UNCHANGED, _REMOVED, _ADDED = SegmentKind

LINES = st.lists(st.sampled_from(["", "a", "b", "a b", "a, c", "long line"]), max_size=40)


def side(hunk: Hunk, other: SegmentKind) -> str:
    return "".join(segment.text for segment in hunk.segments if segment.kind is not other)


def applied(old: str, hunks: tuple[Hunk, ...]) -> str:
    """Make the later text of the earlier one."""
    lines = old.splitlines(keepends=True)
    for hunk in reversed(hunks):
        start, before = hunk.from_line - 1, side(hunk, _ADDED)
        end = start + len(before.splitlines())
        assert "".join(lines[start:end]) == before
        lines[start:end] = side(hunk, _REMOVED).splitlines(keepends=True)
    return "".join(lines)


@given(LINES, LINES)
def test_the_difference_makes_the_later_text_of_the_earlier(old: list[str], new: list[str]) -> None:
    hunks = hunks_of("\n".join(old), "\n".join(new))

    assert applied("\n".join(old), hunks) == "\n".join(new)
    assert len(hunks) <= MOST_HUNKS
    assert all(len(hunk.segments) <= MOST_SEGMENTS for hunk in hunks)


@given(st.text("ab\n", max_size=30), st.text("ab\n", max_size=30))
def test_runs_are_the_same_in_both_and_in_order(old: str, new: str) -> None:
    found = runs(old, new, Effort())

    at_old = at_new = 0
    for run in found:
        assert run.old >= at_old
        assert run.new >= at_new
        at_old, at_new = run.old + run.length, run.new + run.length
        assert old[run.old : at_old] == new[run.new : at_new]
        assert run.length > 0


def test_the_words_that_changed_are_shown_with_the_lines_around() -> None:
    old = "one\ntwo\nthree\nfour\nThe quick brown fox jumps.\nsix\nseven\neight\nnine\n"
    new = old.replace("brown", "red").replace("nine", "nine\nten")

    [hunk] = hunks_of(old, new)

    assert (hunk.from_line, hunk.to_line) == (2, 2)
    assert [(segment.kind, segment.text) for segment in hunk.segments] == [
        (_UNCHANGED, "two\nthree\nfour\nThe quick "),
        (_REMOVED, "brown"),
        (_ADDED, "red"),
        (_UNCHANGED, " fox jumps.\nsix\nseven\neight\nnine\n"),
        (_ADDED, "ten\n"),
    ]


def test_changes_far_from_each_other_are_apart() -> None:
    lines = [f"line {number}\n" for number in range(100)]
    old = "".join(lines)
    lines[10], lines[80] = "first\n", "second\n"

    hunks = hunks_of(old, "".join(lines))

    assert [(hunk.from_line, hunk.to_line) for hunk in hunks] == [(8, 8), (78, 78)]


def test_what_has_little_in_common_is_replaced_as_a_whole() -> None:
    [hunk] = hunks_of("We go to the sea.", "Nobody ever knew what it was, the end.")

    assert [segment.kind for segment in hunk.segments] == [_REMOVED, _ADDED]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("same", "same"),
        ("", ""),
    ],
)
def test_there_is_no_difference_of_a_text_to_itself(old: str, new: str) -> None:
    assert hunks_of(old, new) == ()


def _shuffled(count: int, step: int, end: str) -> str:
    return "".join(f"{number * step % count}{end}" for number in range(count))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("a\n" * 100_000, "b\n" * 100_000, id="nothing in common"),
        pytest.param("a\nb\n" * 50_000, "b\na\nc\n" * 33_000, id="the same few lines"),
        pytest.param("a b " * 50_000, "b a c " * 33_000, id="the same few words"),
        pytest.param(_shuffled(30_011, 7, "\n"), _shuffled(30_011, 11, "\n"), id="shuffled"),
        pytest.param(_shuffled(30_011, 7, " "), _shuffled(30_011, 11, " "), id="shuffled words"),
        pytest.param("\n" * 200_000, "x" * 200_000, id="nothing but ends of lines"),
        pytest.param(
            "".join(f"{n}\nx\n" for n in range(20_000)),
            "".join(f"{n}\ny\n" for n in range(20_000)),
            id="every other line",
        ),
        pytest.param(
            "".join(f"{n // 2}\n" for n in range(40_000)),
            "".join(f"{n // 3}\n" for n in range(40_000)),
            id="no line stands once",
        ),
    ],
)
def test_no_text_takes_long(old: str, new: str) -> None:
    begun = process_time()
    hunks = hunks_of(old, new)

    assert process_time() - begun < 5
    assert len(hunks) <= MOST_HUNKS
    assert all(len(hunk.segments) <= MOST_SEGMENTS for hunk in hunks)
    assert applied(old, hunks) == new

"""Where posts stand in a series, and which others have to make room."""

from uuid import UUID

import pytest

from domain.ids import PostId
from domain.series.places import Part, placed

MOVED = PostId(UUID(int=99))


def parts(*positions: int) -> list[Part]:
    return [Part(PostId(UUID(int=place)), position) for place, position in enumerate(positions)]


@pytest.mark.parametrize(
    ("others", "index", "given", "moved"),
    [
        pytest.param((), 0, 1, {}, id="the first of all"),
        pytest.param((3, 7), 2, 8, {}, id="at the end"),
        pytest.param((3, 7), 0, 2, {}, id="at the beginning"),
        pytest.param((3, 7), 1, 4, {}, id="into a gap"),
        pytest.param((3, 4, 5, 9), 1, 4, {1: 5, 2: 6}, id="where there is no gap"),
        pytest.param((0, 1, 2), 1, 1, {1: 2, 2: 3}, id="where there is none at all"),
    ],
)
def test_only_those_make_room_that_have_to(
    others: tuple[int, ...], index: int, given: int, moved: dict[int, int]
) -> None:
    standing = parts(*others)

    changed = dict(placed(standing, MOVED, index))

    assert changed.pop(MOVED) == given
    assert {
        standing.index(part): changed[part.post_id] for part in standing if part.post_id in changed
    } == moved


@pytest.mark.parametrize("index", range(5))
def test_the_order_is_the_one_that_was_asked_for(index: int) -> None:
    standing = parts(1, 2, 5, 6)

    after = {**dict(standing), **dict(placed(standing, MOVED, index))}

    wanted = [part.post_id for part in standing]
    wanted.insert(index, MOVED)
    assert sorted(after, key=lambda post_id: after[post_id]) == wanted
    assert len(set(after.values())) == 5

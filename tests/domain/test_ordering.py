"""Positions in lists, and their texts."""

from datetime import timedelta

import pytest

from domain.comments.models import CommentOrder
from domain.comments.reading import ThreadPlace
from domain.ids import COMMENT, POST
from domain.ordering import MOMENT, NUMBER, TEXT, Key, KeyKind, Order, Position
from tests.factories import NOON

MOMENTS = Order("things by moment", "made_at", MOMENT)
HERE = Position(NOON + timedelta(microseconds=1), POST.new_id(at=NOON))
CURSOR = MOMENTS.text_of(HERE)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        pytest.param(MOMENT, HERE.key, id="moment"),
        pytest.param(NUMBER, 0, id="zero"),
        pytest.param(NUMBER, 2**31 - 1, id="number"),
        pytest.param(TEXT, "", id="empty text"),
        pytest.param(TEXT, "plüm", id="text"),
        pytest.param(TEXT, "x" * 2_704, id="the longest text of an index"),
    ],
)
def test_a_cursor_reads_back_as_the_same_position(kind: KeyKind, key: Key) -> None:
    order, position = Order("things", "key", kind), Position(key, HERE.id)

    assert order.parse(order.text_of(position)) == position


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("42", id="too short"),
        pytest.param(CURSOR + "AAAA", id="too long"),
        pytest.param(CURSOR[:6] + "gAAAAAAAAAA" + CURSOR[17:], id="before the first year"),
        pytest.param("\N{SNOWMAN}" * 32, id="other characters"),
        pytest.param("A" * 5_000, id="far too long"),
        pytest.param(CommentOrder.NEWEST.value.text_of(HERE), id="of another list"),
    ],
)
def test_other_texts_are_not_cursors(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        MOMENTS.parse(text)


def test_a_text_key_holds_what_a_database_can_read() -> None:
    names = Order("names", "name", TEXT)

    with pytest.raises(ValueError, match=r"."):
        names.parse(names.text_of(Position("nul \0 inside", HERE.id)))


def test_a_cursor_cut_short_names_no_other_place() -> None:
    names = Order("names", "name", TEXT)
    cursor = names.text_of(Position("a-long-enough-name", HERE.id))

    for length in range(len(cursor)):
        with pytest.raises(ValueError, match=r"."):
            names.parse(cursor[:length])


@pytest.mark.parametrize("root_id", [None, COMMENT.new_id(at=NOON)])
def test_a_place_in_a_thread_reads_back(root_id: object) -> None:
    place = ThreadPlace(POST.new_id(at=NOON), root_id, COMMENT.new_id(at=NOON))  # type: ignore[arg-type]  # one of the two above

    assert ThreadPlace.parse(place.cursor) == place


@pytest.mark.parametrize("text", ["", "42", pytest.param(CURSOR, id="of another list"), "A" * 76])
def test_other_texts_are_no_places_in_a_thread(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ThreadPlace.parse(text)

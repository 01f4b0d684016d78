"""A discussion is read depth first, the oldest first among siblings."""

from datetime import UTC, datetime, timedelta

from domain.comments.threads import GAP, Answer, Room, depth_first
from domain.ids import COMMENT, CommentId

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def _answer(minute: int, parent: Answer | None = None) -> Answer:
    at = NOON + timedelta(minutes=minute)
    return Answer(COMMENT.new_id(at=at), None if parent is None else parent.id, at)


def _order(answers: list[Answer]) -> list[tuple[CommentId, int]]:
    return [(place.id, place.depth) for place in depth_first(answers)]


def test_an_answer_stands_right_after_its_parent_and_older_siblings() -> None:
    first, second = _answer(0), _answer(10)
    late_reply, early_reply = _answer(30, first), _answer(20, first)
    deeper = _answer(40, early_reply)

    order = _order([second, deeper, late_reply, first, early_reply])

    assert order == [
        (first.id, 0),
        (early_reply.id, 1),
        (deeper.id, 2),
        (late_reply.id, 1),
        (second.id, 0),
    ]


def test_the_order_does_not_depend_on_the_order_given() -> None:
    root = _answer(0)
    answers = [root, *(_answer(minute, root) for minute in range(1, 5))]

    assert depth_first(answers) == depth_first(reversed(answers))


def test_there_is_room_between_neighbours() -> None:
    places = depth_first([_answer(0), _answer(1)])

    assert [place.position for place in places] == [GAP, 2 * GAP]


def test_a_thread_may_be_as_deep_as_it_is_long() -> None:
    chain = [_answer(0)]
    for minute in range(1, 10_000):
        chain.append(_answer(minute, chain[-1]))

    places = depth_first(reversed(chain))

    assert [place.id for place in places] == [answer.id for answer in chain]
    assert places[-1].depth == 9_999


def test_an_answer_to_what_is_not_there_has_no_place() -> None:
    assert depth_first([_answer(1, _answer(0))]) == []


def test_the_first_answer_and_those_at_the_ends_have_a_gap() -> None:
    assert Room(0, None, None).position == GAP
    assert Room(0, 5 * GAP, None).position == 6 * GAP
    assert Room(0, None, 5 * GAP).position == 4 * GAP


def test_there_is_room_for_hundreds_of_answers_one_after_another_in_one_gap() -> None:
    last, end, found = GAP, 2 * GAP, 0
    while (position := Room(1, last, end).position) is not None:
        assert last < position < end
        last, found = position, found + 1

    assert found > 300


def test_between_neighbours_without_a_gap_there_is_no_room() -> None:
    assert Room(1, 7, 8).position is None
    assert Room(1, 7, 9).position == 8

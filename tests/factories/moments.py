"""When ready-made rows are from: one after another, a second apart, beginning at noon."""

from datetime import UTC, datetime, timedelta
from itertools import count

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)

_numbers = count(1)


def next_number() -> int:
    return next(_numbers)


def next_moment() -> datetime:
    return NOON + timedelta(seconds=next_number())

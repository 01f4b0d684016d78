"""Token buckets that never grow and are never forgotten.

A bucket is one number: when it will be full again. Taking points moves that moment on. A bucket
that nobody takes from becomes full, which is the same as one that never was, so nothing is ever
cleared.

All buckets are in a table of fixed size. Each key has a place in each of its rows, by its hash, and
the row that says the least is right (a count-min sketch with conservative update: Estan and
Varghese, 2002). A key that shares all of its places with others shares their bucket. That is next
to impossible until there are about as many callers as places, and then it makes limits stricter.
With a table that forgets, whoever asks under many addresses would get rid of what they have spent.
"""

from array import array
from collections.abc import Callable, Hashable

from domain.limits.models import Rate

PLACES = 1 << 17
"""In each row. A place takes 8 bytes."""

_ROUNDING = 1e-6
"""Seconds by which one may be early, because moments are no exact numbers."""


class Buckets:
    """Buckets of one size, by any key. Text is hashed with a seed that nobody knows."""

    def __init__(self, rate: Rate, clock: Callable[[], float], *, places: int = PLACES) -> None:
        """The clock tells seconds from any moment, and never goes back.

        There are a power of two of places in a row, 1,048,576 at most: each row has 20 bits of a
        hash to choose from.
        """
        self.rate = rate
        self._clock = clock
        self._mask = places - 1
        self._rows = tuple(array("d", bytes(8 * places)) for _ in range(3))
        self._seconds_of_a_point = rate.seconds / rate.points
        self._most = rate.seconds + _ROUNDING

    def bucket(self, key: Hashable) -> "Bucket":
        return Bucket(self, hash(key))

    def take(self, hashed: int, points: float, *, is_debt: bool = True) -> float:
        """Take points, and return the seconds until all are back.

        Whoever has not so many is left with a debt, or, if that must not be, nothing is taken:
        the seconds until there are so many are returned then, as a negative number.

        This is done for every request, and so written out.
        """
        now, mask = self._clock(), self._mask
        first, second, third = self._rows
        place_1, place_2, place_3 = hashed & mask, (hashed >> 20) & mask, (hashed >> 40) & mask
        before_1, before_2, before_3 = first[place_1], second[place_2], third[place_3]
        full_at = min(before_2, before_1)
        full_at = min(full_at, before_3)
        full_at = max(full_at, now)
        full_at += points * self._seconds_of_a_point
        full_in = full_at - now
        if not is_debt and full_in > self._most:
            return self._most - full_in
        if before_1 < full_at:
            first[place_1] = full_at
        if before_2 < full_at:
            second[place_2] = full_at
        if before_3 < full_at:
            third[place_3] = full_at
        return full_in

    def missing(self, hashed: int) -> float:
        """Return the points that a bucket lacks of being full."""
        return self.take(hashed, 0) / self._seconds_of_a_point

    def wait(self, hashed: int, points: float) -> float:
        """Return the seconds until there are so many points, 0 where they are there."""
        wait = self.take(hashed, 0) + points * self._seconds_of_a_point - self._most
        return max(wait, 0.0)


class Bucket:
    """One of the buckets."""

    __slots__ = ("_buckets", "_hashed")

    def __init__(self, buckets: Buckets, hashed: int) -> None:
        self._buckets = buckets
        self._hashed = hashed

    def take(self, points: float = 1) -> None:
        self._buckets.take(self._hashed, points)

    def wait(self, points: float = 1) -> float:
        """Return the seconds until there are so many points, 0 where they are there."""
        return self._buckets.wait(self._hashed, points)

    @property
    def missing(self) -> float:
        """The points that it lacks of being full."""
        return self._buckets.missing(self._hashed)

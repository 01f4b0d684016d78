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

_SHIFT = 20
"""Bits of the hash between one row and the next, and so the most that a place may have."""

_ROUNDING = 1e-6
"""Points that may be missing because moments are no exact numbers."""


class Buckets:
    """Buckets of one size, by any key. Text is hashed with a seed that nobody knows."""

    def __init__(self, rate: Rate, clock: Callable[[], float], *, places: int = PLACES) -> None:
        """The clock tells seconds from any moment, and never goes back.

        There are as many places as a power of two says, 1,048,576 at most.
        """
        self.rate = rate
        self._clock = clock
        self._mask = places - 1
        self._rows = tuple(array("d", bytes(8 * places)) for _ in range(3))
        self._seconds_of_a_point = rate.seconds / rate.points

    def bucket(self, key: Hashable) -> "Bucket":
        return Bucket(self, hash(key))

    def full_in(self, hashed: int, now: float) -> float:
        """Return the seconds until a bucket is full, 0 for one that is."""
        first, second, third = self._rows
        mask = self._mask
        full_at = min(
            first[hashed & mask],
            second[(hashed >> _SHIFT) & mask],
            third[(hashed >> 2 * _SHIFT) & mask],
        )
        return full_at - now if full_at > now else 0.0

    def take(self, hashed: int, points: float) -> None:
        """Take points, whether or not there are so many. Who has not has to wait the longer."""
        now = self._clock()
        full_at = now + self.full_in(hashed, now) + points * self._seconds_of_a_point
        for row in self._rows:
            place = hashed & self._mask
            row[place] = max(row[place], full_at)
            hashed >>= _SHIFT

    def missing(self, hashed: int) -> float:
        """Return the points that a bucket lacks of being full."""
        return self.full_in(hashed, self._clock()) / self._seconds_of_a_point

    def wait(self, hashed: int, points: float) -> float:
        """Return the seconds until there are so many points, 0 where they are there."""
        lacking = self.missing(hashed) + points - self.rate.points
        return lacking * self._seconds_of_a_point if lacking > _ROUNDING else 0.0


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

"""Token buckets: how much there is, when it comes back, and that nobody gets rid of a debt."""

from dataclasses import dataclass
from random import Random

from hypothesis import given
from hypothesis import strategies as some

from domain.limits.buckets import Buckets
from domain.limits.models import Rate

A_MINUTE = Rate(points=10, seconds=60)


@dataclass
class Hands:
    """A clock whose hands a test moves."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_is_full_at_first_and_fills_evenly() -> None:
    clock = Hands()
    bucket = Buckets(A_MINUTE, clock).bucket("ada")

    assert bucket.wait(10) == 0
    for _ in range(10):
        assert bucket.wait() == 0
        bucket.take()
    assert bucket.missing == 10
    assert round(bucket.wait(), 3) == 6

    clock.now += 6
    assert bucket.wait() == 0
    assert bucket.wait(2) > 0
    clock.now += 1_000
    assert bucket.missing == 0


def test_what_is_taken_beyond_what_is_there_is_a_debt() -> None:
    clock = Hands()
    bucket = Buckets(A_MINUTE, clock).bucket("ada")

    bucket.take(25)

    assert round(bucket.wait(), 3) == 6 * 16
    clock.now += 6 * 16
    assert bucket.wait() == 0


def test_buckets_of_others_are_their_own() -> None:
    buckets = Buckets(A_MINUTE, Hands())

    buckets.bucket("ada").take(10)

    assert buckets.bucket("bob").missing == 0
    assert buckets.bucket("ada").wait() > 0


def test_nobody_gets_rid_of_a_debt_by_asking_under_many_names() -> None:
    buckets = Buckets(A_MINUTE, Hands(), places=64)
    buckets.bucket("ada").take(10)

    for number in range(10_000):
        buckets.bucket(f"name-{number}").take()

    assert buckets.bucket("ada").missing >= 10


def test_a_few_thousand_callers_share_no_bucket() -> None:
    buckets = Buckets(A_MINUTE, Hands())

    for number in range(5_000):
        buckets.bucket(f"name-{number}").take()

    missing = [buckets.bucket(f"name-{number}").missing for number in range(5_000)]
    assert sum(points > 1.5 for points in missing) <= 5  # 0.3 are to be expected


@given(some.integers(1, 100), some.integers(1, 3600), some.randoms(use_true_random=False))
def test_no_more_goes_out_than_was_there_and_came_back(
    points: int, seconds: int, random: Random
) -> None:
    clock = Hands()
    bucket = Buckets(Rate(points=points, seconds=seconds), clock, places=64).bucket("ada")
    taken, began = 0, clock.now
    for _ in range(200):
        clock.now += random.random() * seconds / points
        if bucket.wait() == 0:
            bucket.take()
            taken += 1
        assert taken <= points + (clock.now - began) * points / seconds + 1e-3

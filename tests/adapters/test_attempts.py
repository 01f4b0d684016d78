"""How often something may be tried, for one account and from one place."""

import pytest

from broadsheet.adapters.attempts import AttemptRates, CountedAttempts
from domain.limits.models import AttemptKind, Rate
from domain.refusals import RateLimited, Refused

TWICE, FIVE_TIMES = Rate(points=2, seconds=120), Rate(points=5, seconds=300)


class Hands:
    now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def attempts(clock: Hands) -> CountedAttempts:
    rates = AttemptRates(by_account=TWICE, by_address=FIVE_TIMES)
    return CountedAttempts({AttemptKind.SIGN_IN: rates}, clock=clock)


async def tried(attempts: CountedAttempts, account: str, address: str | None) -> int:
    """Return the seconds to wait, 0 for an attempt that was allowed."""
    try:
        await attempts.spend(AttemptKind.SIGN_IN, account=account, address=address)
    except Refused as refused:
        refusal = refused.refusal
    else:
        return 0
    assert isinstance(refusal, RateLimited)
    return refusal.retry_after_seconds


async def test_an_account_is_tried_so_often_from_wherever(
    attempts: CountedAttempts, clock: Hands
) -> None:
    assert await tried(attempts, "ada@example.org", "10.0.0.1") == 0
    assert await tried(attempts, " ADA@example.org", "10.0.0.2") == 0
    assert await tried(attempts, "ada@example.org", "10.0.0.3") == 60
    assert await tried(attempts, "bob@example.org", "10.0.0.3") == 0

    clock.now += 60
    assert await tried(attempts, "ada@example.org", None) == 0


@pytest.mark.parametrize("address", ["10.0.0.1", "2001:db8::{0}", "::ffff:10.0.0.1"])
async def test_a_place_tries_so_often_whatever_it_tries(
    attempts: CountedAttempts, address: str
) -> None:
    waits = [await tried(attempts, f"person-{n}", address.format(n)) for n in range(6)]

    assert waits == [0, 0, 0, 0, 0, 60]
    assert await tried(attempts, "person-9", "10.0.0.9") == 0
    assert await tried(attempts, "person-9", "2001:db8:0:1::") == 0


async def test_what_is_refused_is_not_counted(attempts: CountedAttempts) -> None:
    for _ in range(2):
        await tried(attempts, "ada", None)

    refused = [await tried(attempts, "ada", "10.0.0.1") for _ in range(9)]

    assert all(refused)
    assert await tried(attempts, "bob", "10.0.0.1") == 0


async def test_what_has_no_limit_is_not_counted(attempts: CountedAttempts) -> None:
    for _ in range(100):
        await attempts.spend(AttemptKind.SIGN_UP, account="ada", address="10.0.0.1")


@pytest.mark.parametrize(
    "written", ["\u0130da@example.org", "\uff49da@example.org", "I\u0307DA@example.org"]
)
async def test_all_ways_to_write_an_account_count_together(
    attempts: CountedAttempts, written: str
) -> None:
    for _ in range(2):
        assert await tried(attempts, "ida@example.org", None) == 0

    assert await tried(attempts, written, None) == 60

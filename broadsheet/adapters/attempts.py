"""Attempts counted in the memory of this process."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from math import ceil
from time import monotonic
from unicodedata import combining, normalize

from broadsheet.adapters.networks import network_of
from domain.limits.buckets import Bucket, Buckets
from domain.limits.models import AttemptKind, Rate
from domain.refusals import RateLimited, Refused

_PLACES = 1 << 14


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRates:
    """How often something may be tried. None is as often as one likes."""

    by_account: Rate | None
    by_address: Rate | None


class CountedAttempts:
    """Counts for each account that is tried, and for each network that tries.

    A new process begins at nothing, and several processes count each for itself.
    """

    def __init__(
        self,
        rates: Mapping[AttemptKind, AttemptRates],
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        def buckets(rate: Rate | None) -> Buckets | None:
            return None if rate is None else Buckets(rate, clock, places=_PLACES)

        self._by_account = {kind: buckets(each.by_account) for kind, each in rates.items()}
        self._by_address = {kind: buckets(each.by_address) for kind, each in rates.items()}

    async def spend(
        self, kind: AttemptKind, *, account: str | None = None, address: str | None = None
    ) -> None:
        """Count one attempt. Refuses with RateLimited, and counts nothing then."""
        known = account and _letters(account)
        network = address and network_of(address)
        found = [
            *_bucket(self._by_account.get(kind), known),
            *_bucket(self._by_address.get(kind), network),
        ]
        wait = max((bucket.wait() for bucket in found), default=0.0)
        if wait > 0:
            raise Refused(RateLimited(retry_after_seconds=ceil(wait)))
        for bucket in found:
            bucket.take()


def _letters(account: str) -> str:
    """Return an account without case and marks, so that all ways to write one count together.

    PostgreSQL, which finds it, has smaller letters of its own: `İ` is an `i` there.
    """
    parts = normalize("NFKD", account.strip().casefold())
    return "".join(part for part in parts if not combining(part))


def _bucket(buckets: Buckets | None, key: Hashable) -> list[Bucket]:
    return [buckets.bucket(key)] if buckets is not None and key is not None else []

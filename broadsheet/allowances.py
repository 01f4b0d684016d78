"""How much each caller may ask for, in points: counted for members, and for addresses of others."""

from collections.abc import Callable
from datetime import timedelta
from math import ceil
from time import monotonic

from broadsheet.adapters.networks import network_of
from domain.actor import Actor, Member
from domain.clock import Clock
from domain.limits.buckets import Buckets
from domain.limits.models import Budget, Rate
from execution.gate import AdmittedOperation
from resolvers.visits import Visit

ITEMS_OF_A_POINT = 100
POINTS_OF_A_CHANGE = 10

_POLICY = b"ratelimit-policy"
_LIMIT = b"ratelimit"
_RETRY_AFTER = b"retry-after"

_ROUNDING = 1e-6
"""Moments are no exact numbers."""

Header = tuple[bytes, bytes]


def points_of(admitted: AdmittedOperation) -> int:
    """Say what an operation takes: 1 for itself, and more for what it asks for and changes."""
    items, changes = admitted.cost.requested, admitted.prepared.changes
    return 1 + items // ITEMS_OF_A_POINT + changes * POINTS_OF_A_CHANGE


class Allowances:
    """The points of all callers. Each member has their own, whichever token they come with."""

    def __init__(
        self,
        *,
        anonymous: Rate | None,
        member: Rate | None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """None is as much as one likes."""
        self._anonymous = None if anonymous is None else _Policy("anonymous", anonymous, clock)
        self._member = None if member is None else _Policy("member", member, clock)

    def of(self, actor: Actor, visit: Visit) -> "Allowance | None":
        """Find what a caller has, if there is a limit to it."""
        if isinstance(actor, Member):
            policy, key = self._member, hash(actor.user_id)
        else:
            address = visit.address
            policy, key = self._anonymous, hash(address and network_of(address))
        return None if policy is None else Allowance(policy, key)


class _Policy:
    """What goes for many callers alike."""

    def __init__(self, name: str, rate: Rate, clock: Callable[[], float]) -> None:
        self.buckets = Buckets(rate, clock)
        self.limit = rate.points
        self.seconds = rate.seconds
        self.seconds_of_a_point = rate.seconds / rate.points
        self.name = f'"{name}"'.encode()
        self.header: Header = (_POLICY, b"%b;q=%d;w=%d" % (self.name, rate.points, rate.seconds))


class Allowance:
    """What one caller has, while one request of theirs is answered."""

    __slots__ = ("_full_in", "_hashed", "_policy", "cost", "retry_after", "was_told")

    def __init__(self, policy: _Policy, hashed: int) -> None:
        self._policy = policy
        self._hashed = hashed
        self._full_in: float = 0
        self.cost = 0
        self.retry_after = 0
        """Seconds to wait until there is a point. 0 for a request that was let in."""
        self.was_told = False
        """Whether the answer tells of it, and so is for nobody else."""

    def enter(self) -> bool:
        """Take a point, and say whether there was one.

        Operations that cost more may leave a debt: they are let in as long as there is a point, and
        paid for when their cost is known.
        """
        full_in = self._policy.buckets.take(self._hashed, 1, is_debt=False)
        if full_in < 0:
            self._full_in, self.retry_after = self._policy.seconds, ceil(-full_in)
            return False
        self._full_in, self.cost = full_in, 1
        return True

    def pay_for(self, admitted: AdmittedOperation) -> None:
        """Take what an operation costs beyond the point that was taken already."""
        points = points_of(admitted)
        if points > self.cost:
            self._full_in = self._policy.buckets.take(self._hashed, points - self.cost)
            self.cost = points

    def told(self, now: Clock) -> Budget:
        """Say what is left. The answer is for nobody else then."""
        self.was_told = True
        policy, remaining = self._policy, self._remaining
        reset_at = now() + timedelta(seconds=self._full_in)
        return Budget(policy.limit, remaining, policy.limit - remaining, self.cost, reset_at)

    @property
    def headers(self) -> list[Header]:
        """What an answer tells of it (draft-ietf-httpapi-ratelimit-headers)."""
        policy = self._policy
        told = b"%b;r=%d;t=%d" % (policy.name, self._remaining, ceil(self._full_in))
        headers = [policy.header, (_LIMIT, told)]
        if self.retry_after:
            headers.append((_RETRY_AFTER, b"%d" % self.retry_after))
        return headers

    @property
    def _remaining(self) -> int:
        policy = self._policy
        left = policy.limit - self._full_in / policy.seconds_of_a_point
        return int(left + _ROUNDING) if left > 0 else 0

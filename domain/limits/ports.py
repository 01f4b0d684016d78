"""What the rules about limits need of whoever counts."""

from typing import Protocol

from domain.clock import Clock
from domain.limits.models import AttemptKind, Budget


class Attempts(Protocol):
    async def spend(
        self, kind: AttemptKind, *, account: str | None = None, address: str | None = None
    ) -> None:
        """Count one attempt. Refuses with RateLimited, and counts nothing then.

        The account is whatever tells it from others: the address of mail that is tried, whether
        anybody has it or not, or an id. The address is the caller's: `context.visit.address`.
        """


class Allowance(Protocol):
    """The points of one caller."""

    def told(self, now: Clock) -> Budget:
        """Say what is left. The answer is for nobody else then."""

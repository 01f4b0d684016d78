"""What is counted, and how much of it there may be."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.model import Model


class AttemptKind(StrEnum):
    """What is tried, each with limits of its own."""

    SIGN_IN = "sign_in"
    SIGN_UP = "sign_up"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a kind of attempt, no password
    CONFIRM_PASSWORD = "confirm_password"  # noqa: S105 - the same
    """Giving the password again while signed in, to change it for example."""

    SEND_LETTER = "send_letter"
    """Having any other letter sent to an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many points in so many seconds. Unspent ones do not add up beyond that."""

    points: int
    seconds: int


class Budget(Model, frozen=True):
    """What is left to a caller, once the operation that asks is paid for."""

    limit: int
    remaining: int
    used: int
    cost: int
    """What this operation takes."""

    reset_at: datetime

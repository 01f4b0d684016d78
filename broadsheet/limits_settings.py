"""What an operator can set about how much and how often somebody may ask."""

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network

from pydantic import BaseModel, Field

from broadsheet.adapters.attempts import AttemptRates
from domain.limits.models import AttemptKind, Rate

_MINUTE, _QUARTER, _HOUR = 60, 15 * 60, 60 * 60


class LimitsSettings(BaseModel):
    """0 is no limit, everywhere."""

    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = Field(
        (),
        description=(
            "Networks of proxies whose X-Forwarded-For is believed, as a JSON list. "
            "Without any, the caller is whoever is connected."
        ),
    )
    idempotency_answer_bytes: int = Field(
        1_000_000,
        ge=0,
        description="How large an answer to a request with an Idempotency-Key may be to be kept.",
    )
    idempotency_user_bytes: int = Field(
        100_000_000,
        ge=1,
        description="How many bytes of such answers are kept for one user, in a day.",
    )
    anonymous_points: int = Field(
        5_000,
        ge=0,
        description="Points that those who are not signed in have in a minute, by address.",
    )
    member_points: int = Field(
        10_000, ge=0, description="Points that a member has in a minute, from wherever."
    )
    sign_in_attempts: int = Field(
        10, ge=0, description="How often a password may be tried for one account in 15 minutes."
    )
    sign_in_attempts_by_address: int = Field(
        100, ge=0, description="How often from one network address in 15 minutes."
    )
    sign_up_attempts_by_address: int = Field(
        20, ge=0, description="How often one network address may sign up in an hour."
    )
    letters_by_recipient: int = Field(
        5,
        ge=0,
        description="How many letters of one kind an address of mail may be sent in an hour.",
    )
    letters_by_address: int = Field(
        30,
        ge=0,
        description="How many letters of one kind a network address may have sent in an hour.",
    )

    @property
    def idempotency_rate(self) -> Rate:
        return Rate(points=self.idempotency_user_bytes, seconds=24 * _HOUR)

    @property
    def anonymous_rate(self) -> Rate | None:
        return _rate(self.anonymous_points, _MINUTE)

    @property
    def member_rate(self) -> Rate | None:
        return _rate(self.member_points, _MINUTE)

    @property
    def attempt_rates(self) -> Mapping[AttemptKind, AttemptRates]:
        passwords = AttemptRates(
            by_account=_rate(self.sign_in_attempts, _QUARTER),
            by_address=_rate(self.sign_in_attempts_by_address, _QUARTER),
        )
        letters = AttemptRates(
            by_account=_rate(self.letters_by_recipient, _HOUR),
            by_address=_rate(self.letters_by_address, _HOUR),
        )
        sign_up = AttemptRates(
            by_account=letters.by_account,
            by_address=_rate(self.sign_up_attempts_by_address, _HOUR),
        )
        return {
            AttemptKind.SIGN_IN: passwords,
            AttemptKind.CONFIRM_PASSWORD: passwords,
            AttemptKind.SIGN_UP: sign_up,
            AttemptKind.RESET_PASSWORD: letters,
            AttemptKind.SEND_LETTER: letters,
        }


def _rate(points: int, seconds: int) -> Rate | None:
    return Rate(points=points, seconds=seconds) if points else None

"""What an operator can set about accounts."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import BaseSettings

from domain.accounts.models import AccountRules, SignUpMode


class AccountSettings(BaseSettings):
    sign_up: SignUpMode = Field(
        SignUpMode.OPEN, description="Who may join: `open`, `by_invitation` or `closed`."
    )
    session_unused_days: int = Field(
        30, ge=1, le=365, description="After how many days without use a session ends."
    )
    session_longest_days: int = Field(
        365, ge=1, le=400, description="After how many days a session ends in any case."
    )

    @property
    def account_rules(self) -> AccountRules:
        return AccountRules(
            sign_up=self.sign_up,
            session_unused=timedelta(days=self.session_unused_days),
            session_longest=timedelta(days=self.session_longest_days),
        )

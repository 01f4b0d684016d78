"""What services need of the world outside of the database: ports, and what is behind them."""

from dataclasses import dataclass, field

from domain.accounts.models import AccountRules
from domain.accounts.ports import PasswordHasher
from domain.clock import Clock
from domain.content.ports import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    account_rules: AccountRules = field(default_factory=AccountRules)
    clock: Clock
    passwords: PasswordHasher
    renderer: Renderer

"""What services need of the world outside of the database: ports, and what is behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from broadsheet.adapters.mentioning import RendererForPeople
from domain.accounts.models import AccountRules
from domain.accounts.ports import PasswordHasher
from domain.addresses import Addresses
from domain.clock import Clock
from domain.comments.limits import CommentLimits
from domain.limits.ports import Attempts
from domain.media.ports import MediaStorage, Pictures
from domain.media.service import MediaLimits
from domain.publications.limits import PublicationLimits
from domain.reactions.models import DEFAULT_KINDS
from domain.revisions.ports import Comparer


def _nobody_waits() -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    account_rules: AccountRules = field(default_factory=AccountRules)
    addresses: Addresses
    attempts: Attempts
    clock: Clock
    comment_limits: CommentLimits = field(default_factory=CommentLimits)
    comparer: Comparer
    guests_are_welcome: bool = False
    letters_written: Callable[[], None] = _nobody_waits
    """Told when letters were written in this process, and are committed."""
    passwords: PasswordHasher
    drafts_per_person: int = 500
    renderer: RendererForPeople
    pictures: Pictures
    media_storage: MediaStorage
    media_limits: MediaLimits
    reaction_kinds: Sequence[str] = DEFAULT_KINDS
    publication_limits: PublicationLimits = field(default_factory=PublicationLimits)

"""How far an import has come, for whoever waits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

_SECONDS_ON_A_TERMINAL = 0.1
_SECONDS_ELSEWHERE = 5


@dataclass(slots=True)
class Progress:
    """Shows the newest state now and then: one line that changes, or lines for a log."""

    write: Callable[[str], None]
    is_terminal: bool
    _shown_at: float = field(default_factory=monotonic)
    _is_open: bool = False

    def tell(self, text: str) -> None:
        pause = _SECONDS_ON_A_TERMINAL if self.is_terminal else _SECONDS_ELSEWHERE
        if monotonic() - self._shown_at < pause:
            return
        self._shown_at = monotonic()
        self.write(f"\r\x1b[K{text}" if self.is_terminal else f"{text}\n")
        self._is_open = self.is_terminal

    def clear(self) -> None:
        """Make room for another line."""
        if self._is_open:
            self.write("\r\x1b[K")
            self._is_open = False

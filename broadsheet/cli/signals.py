"""Ending in order when told to."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_UNKNOWN_TO_UVICORN = signal.SIGHUP

# What a shell reports of a program that was ended by a signal: this, and the signal's number.
_SHELLS_FOR_SIGNALS = 128


def close_blocks_when_told_to_end() -> None:
    """Let SIGTERM raise, as Ctrl-C does, so that a command stops the PostgreSQL it has started."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(_SHELLS_FOR_SIGNALS + number)

    signal.signal(signal.SIGTERM, end)


@contextmanager
def orderly_end() -> Iterator[None]:
    """Turn the first signal to end into SystemExit(0), so that every block that is open closes.

    The next ones are ignored, because what has been opened must be closed, and that is bounded.
    uvicorn answers signals itself while it serves, then raises them again: here they arrive.
    """

    def end(_signal: int, _frame: FrameType | None) -> None:
        for ending in _ENDINGS:
            signal.signal(ending, signal.SIG_IGN)
        raise SystemExit(0)

    def end_likewise(_signal: int, _frame: FrameType | None) -> None:
        signal.raise_signal(signal.SIGTERM)

    # What the parent chose to ignore, as nohup does with SIGHUP, stays ignored.
    heeded = [ending for ending in _ENDINGS if signal.getsignal(ending) is not signal.SIG_IGN]
    before = {
        ending: signal.signal(ending, end_likewise if ending is _UNKNOWN_TO_UVICORN else end)
        for ending in heeded
    }
    try:
        yield
    finally:
        for ending, earlier in before.items():
            signal.signal(ending, earlier)

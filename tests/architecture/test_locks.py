"""Locks hold names and hashes alone, so that whoever installs may choose from where."""

from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_PATTERNS = ("requirements.lock", *(f"{'*/' * depth}package-lock.json" for depth in (1, 2, 3)))
_FOUND = [lock for pattern in _PATTERNS for lock in _ROOT.glob(pattern)]
_LOCKS = [
    pytest.param(lock, id=str(lock.relative_to(_ROOT)))
    for lock in sorted(_FOUND)
    # Hidden folders are not ours to look into, nor is what was installed.
    if not any(part == "node_modules" or part[0] == "." for part in lock.relative_to(_ROOT).parts)
]


@pytest.mark.parametrize("lock", _LOCKS)
def test_no_address_stands_in_a_lock(lock: Path) -> None:
    assert "://" not in lock.read_text(encoding="utf-8")

"""The receipt: what became of each item, and the sums."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from domain.importing.outcomes import Outcome, Result

Show = Callable[[str], None]

_RESULTS = tuple(Result)


@dataclass(slots=True)
class Receipt:
    """Grows line by line. Only the sums are kept, so that it may be of any length."""

    show: Show
    file: IO[str] | None = None
    is_quiet: bool = False
    """Whether to show only what needs somebody's attention."""
    totals: Counter[tuple[str, Result]] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.totals[outcome.kind, outcome.result] += 1
        if not self.is_quiet or outcome.reason or outcome.notes:
            self.show(_line(outcome))
        if self.file is not None:
            separator = ",\n" if self.totals.total() > 1 else "\n"
            self.file.write(separator + json.dumps(_fields(outcome), ensure_ascii=False))

    def sums(self) -> dict[str, dict[str, int]]:
        kinds = sorted({kind for kind, _ in self.totals})
        return {
            kind: {result.value: self.totals[kind, result] for result in _RESULTS} for kind in kinds
        }

    def table(self) -> Iterator[str]:
        yield f"{'':12}" + "".join(f"{result.value:>11}" for result in _RESULTS)
        for kind, sums in self.sums().items():
            yield f"{kind:12}" + "".join(f"{number:>11,}" for number in sums.values())


@contextmanager
def receipt(
    path: Path | None, show: Show, *, is_rehearsal: bool = False, is_quiet: bool = False
) -> Iterator[Receipt]:
    """Yield a receipt, also written as JSON to a file. An import that stops leaves no such file."""
    if path is None:
        yield Receipt(show, is_quiet=is_quiet)
        return
    unfinished = path.with_name(f"{path.name}.part")
    # What is no text in a name is escaped, as JSON does.
    with unfinished.open("w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f'{{"dryRun": {json.dumps(is_rehearsal)},\n"items": [')
        growing = Receipt(show, file, is_quiet)
        yield growing
        file.write(f'\n],\n"totals": {json.dumps(growing.sums())}}}\n')
    unfinished.replace(path)


def _line(outcome: Outcome) -> str:
    told = " ".join([*([outcome.reason] if outcome.reason else []), *outcome.notes])
    line = f"{outcome.result.value:10} {outcome.kind:12} {outcome.external_id}"
    return _printable(f"{line}  {told}" if told else line)


def _printable(text: str) -> str:
    """Return what a terminal shows and does not obey, on one line."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


def _fields(outcome: Outcome) -> dict[str, object]:
    return {
        "kind": outcome.kind,
        "externalId": outcome.external_id,
        "result": outcome.result.value,
        "id": None if outcome.subject_id is None else str(outcome.subject_id),
        "reason": outcome.reason,
        "notes": list(outcome.notes),
    }

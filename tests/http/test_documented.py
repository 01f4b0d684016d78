"""The documents that callers read agree with the code."""

import re
from collections.abc import Iterator
from pathlib import Path

from broadsheet.http.codes import STATUSES
from domain import refusals
from domain.refusals import Refusal
from execution.limits import Limits

_DOCS = Path(__file__).parents[2] / "docs"
_ROW = re.compile(r"^\| `(\w+)` \| (\d+) \| (\d+) \|", re.MULTILINE)


def _refusals(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for subclass in kind.__subclasses__():
        yield subclass
        yield from _refusals(subclass)


def test_every_code_and_status_is_documented() -> None:
    rows = _ROW.findall((_DOCS / "errors.md").read_text(encoding="utf-8"))

    documented = {code: (int(standard), int(legacy)) for code, standard, legacy in rows}
    assert documented == dict(STATUSES)


def test_every_refusal_that_callers_meet_is_documented() -> None:
    text = (_DOCS / "errors.md").read_text(encoding="utf-8")

    # What an import refuses stands in its receipt, for operators.
    met = [kind for kind in _refusals() if not kind.__module__.startswith("domain.importing")]
    assert refusals.InvalidInput in met
    assert [kind.code for kind in met if f"`{kind.code}`" not in text] == []


def test_the_limits_are_documented() -> None:
    text = (_DOCS / "http.md").read_text(encoding="utf-8")
    limits = Limits()

    assert f"{limits.source_length:,} characters" in text
    assert f"| tokens, comments | {limits.tokens:,} and {limits.comments} |" in text
    assert f"| operations and fragments | {limits.definitions} |" in text
    assert f"| fields inside fields | {limits.depth} |" in text
    assert f"counted through fragments | {limits.selections:,} |" in text
    assert f"| aliases, directives | {limits.aliases} each |" in text
    assert f"| items asked for (`extensions.cost`) | {limits.nodes:,} |" in text
    assert f"| page size | {limits.page_size} |" in text

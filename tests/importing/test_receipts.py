"""A receipt can be shown and read, whatever the names in it are made of."""

import json
from pathlib import Path

from broadsheet.importing.receipts import receipt
from domain.importing.outcomes import Outcome, Result

STRANGE = "half \ud800, line\n, bell \x07, turn \u202e, 日本"


def test_a_line_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    shown: list[str] = []

    with receipt(tmp_path / "receipt.json", shown.append) as lines:
        lines.add(Outcome(kind="post", external_id=STRANGE, result=Result.SKIPPED, reason="No."))

    assert shown == [
        r"skipped    post         half \ud800, line\n, bell \x07, turn \u202e, 日本  No."
    ]
    kept = json.loads((tmp_path / "receipt.json").read_text("utf-8"))
    assert kept["items"][0]["externalId"] == STRANGE

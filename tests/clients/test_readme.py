"""The README's query has the README's answer."""

import json
import re
from pathlib import Path
from typing import Any

import httpx2

_README = Path(__file__).parents[2] / "README.md"
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}


def test_the_readme_tells_the_truth(site: str) -> None:
    text = _README.read_text(encoding="utf-8")
    query, answer = (
        re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)[0] for kind in ("graphql", "json")
    )
    [(at_first, later)] = re.findall(r"took (\w+) SQL statements, and from then on (\w+),", text)

    told = [_asked(site, query) for _ in range(2)]

    assert [each["data"] for each in told] == [json.loads(answer)] * 2
    first, second = (each["extensions"]["statements"]["count"] for each in told)
    # Somebody else may have asked for some of it before.
    assert first <= _NUMBERS[at_first]
    assert second == _NUMBERS[later]


def _asked(site: str, query: str) -> Any:
    return httpx2.post(
        f"{site}/graphql",
        json={"query": query},
        headers={"x-broadsheet-explain": "statements"},
    ).json()

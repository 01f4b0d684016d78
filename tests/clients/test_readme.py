"""The README's query has the README's answer."""

import json
import re
from pathlib import Path

import httpx2

_README = Path(__file__).parents[2] / "README.md"
_STATEMENTS = {"four": 4, "five": 5, "six": 6}


def test_the_readme_tells_the_truth(site: str) -> None:
    text = _README.read_text(encoding="utf-8")
    query, answer = (
        re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)[0] for kind in ("graphql", "json")
    )
    [number] = re.findall(r"took (\w+) SQL statements", text)

    told = httpx2.post(
        f"{site}/graphql",
        json={"query": query},
        headers={"x-broadsheet-explain": "statements"},
    ).json()

    assert told["data"] == json.loads(answer)
    assert told["extensions"]["statements"]["count"] == _STATEMENTS[number]

"""The explorer's examples are answered by a site with demo content, each with something to see."""

from pathlib import Path

import httpx2
import pytest

_EXAMPLES = sorted((Path(__file__).parents[2] / "explorer" / "examples").glob("*.graphql"))


@pytest.mark.parametrize("example", [pytest.param(file, id=file.stem) for file in _EXAMPLES])
def test_an_example_shows_something(site: str, example: Path) -> None:
    query = example.read_text(encoding="utf-8")

    answer = httpx2.post(f"{site}/graphql", json={"query": query}).json()

    assert "errors" not in answer
    assert len(answer["data"]) > 0
    assert all(answer["data"].values()), "an example names what the demo content does not have"

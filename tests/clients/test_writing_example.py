"""The example of writing does what it says, with types that are made of the schema of today."""

from pathlib import Path

import pytest

from tests.clients.node import node_project, run
from tests.site import STATE

_ROOT = Path(__file__).parents[2]
_LOSING = Path(__file__).parent / "losing_answers.mjs"

_SEEN = """
While the edit waited
  a stranger read    Type is cast from lead, tin and antimony. It is light.
  Grace was to read  Type is cast from **lead**, much tin and antimony. It is heavy.
When it was published
  a stranger read    Type is cast from lead, much tin and antimony. It is heavy.
At the end, a stranger
  asks for           /what-type-is-made-of
  is sent on to      /metal
  reads at           /metal
  by                 Ada Lovelace, Grace Hopper
  the text           Type is cast from lead, tin and antimony. It is light.
  filed under        Typography
  with the cover     A row of letters, mirrored (200 image/png)
  is told of changes It has moved. | Back to the first text. | It is heavy.
  may edit           false
  sees revisions     0
At the end, Ada
  may edit           true
  sees revisions     5, by Ada Lovelace, Ada Lovelace, Grace Hopper, Ada Lovelace, Ada Lovelace
"""


@pytest.fixture(scope="module")
def example() -> Path:
    """The example with its types, checked by the compiler."""
    project = node_project(_ROOT / "examples" / "writing")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BROADSHEET_SCHEMA", str(_ROOT / "schema" / "schema.graphql"))
        run(project, "npm", "run", "codegen")
    run(project, "npm", "run", "check")
    return project


def told(example: Path, site: str) -> str:
    return run(example, "npx", "--no-install", "tsx", "src/story.ts", site, str(STATE / "mail"))


def test_two_people_write_and_a_stranger_reads(example: Path, site: str) -> None:
    assert told(example, site).endswith(_SEEN)


def test_they_come_as_far_where_the_first_answer_to_each_mutation_gets_lost(
    example: Path, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NODE_OPTIONS", f"--import {_LOSING.as_uri()}")

    assert told(example, site).endswith(f"{_SEEN}Lost 15 answers.\n")

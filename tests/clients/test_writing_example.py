"""The example of writing does what it says, with types that are made of the schema of today."""

from pathlib import Path

import pytest

from tests.clients.node import node_project, run
from tests.site import STATE

_ROOT = Path(__file__).parents[2]

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


def test_two_people_write_and_a_stranger_reads(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADSHEET_SCHEMA", str(_ROOT / "schema" / "schema.graphql"))
    project = node_project(_ROOT / "examples" / "writing")

    run(project, "npm", "run", "codegen")
    run(project, "npm", "run", "check")
    told = run(project, "npx", "--no-install", "tsx", "src/story.ts", site, str(STATE / "mail"))

    assert told.endswith(_SEEN)

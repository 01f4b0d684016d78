"""Relay's compiler is the strictest reader of a Relay schema."""

import shutil
from pathlib import Path

from tests.clients.node import node_project, run

_HERE = Path(__file__).parent
_SDL = _HERE.parents[1] / "schema" / "schema.graphql"
_REFETCHED = ("DiscussionQuery", "ProfilePostsQuery", "PublicationPostsQuery")


def test_relay_compiles_connections_and_fragments_refetched_by_node() -> None:
    project = node_project(_HERE / "relay")
    shutil.copy(_SDL, project / "schema.graphql")

    told = run(project, "npx", "--no-install", "relay-compiler")

    compiled = {file.name for file in (project / "src" / "__generated__").iterdir()}
    assert all(f"{query}.graphql.js" in compiled for query in _REFETCHED), told

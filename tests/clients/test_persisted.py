"""Clients that send hashes instead of texts are understood, as their authors publish them."""

import json
from pathlib import Path

from tests.clients.node import node_project, run


def test_clients_that_send_hashes_send_each_text_once(site: str) -> None:
    project = node_project(Path(__file__).parent / "persisted")

    outcomes = json.loads(run(project, "node", "clients.mjs", f"{site}/graphql"))

    assert {name: outcome["sent"] for name, outcome in outcomes.items()} == {
        "apollo": ["POST hash", "POST text", "POST hash"],
        "apolloByGet": ["GET hash", "POST text", "GET hash"],
        "olderApollo": ["POST hash", "POST text", "POST hash"],
        "urql": ["GET hash", "GET text", "GET hash"],
    }
    assert all(outcome["answers"] == ["Query", "Query"] for outcome in outcomes.values())

"""The audit suite of the GraphQL over HTTP specification, as its authors publish it."""

import json
from pathlib import Path

from tests.clients.node import node_project, run

_AUDITS = 61


def test_every_audit_of_graphql_over_http_passes(site: str) -> None:
    project = node_project(Path(__file__).parent / "audit")

    outcomes = json.loads(run(project, "node", "audit.mjs", f"{site}/graphql"))

    assert [outcome for outcome in outcomes if outcome["status"] != "ok"] == []
    assert len(outcomes) == _AUDITS

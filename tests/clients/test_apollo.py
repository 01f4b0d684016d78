"""Apollo Client writes: what a mutation changed is in its answer, so its cache asks for nothing."""

import asyncio
import json
from pathlib import Path

from tests.clients.node import node_project, run
from tests.people_of_sites import make_administrator


async def test_what_is_saved_is_shown_without_asking_again(site: str, site_dsn: str) -> None:
    project = node_project(Path(__file__).parent / "apollo")
    writer = await asyncio.to_thread(make_administrator, site_dsn, "writer")

    command = ("node", "writing.mjs", f"{site}/graphql", *writer)
    told = json.loads(await asyncio.to_thread(run, project, *command))

    assert told["sent"] == ["SignIn", "Begin", "Read", "Save", "Save"]
    assert told["shown"] == [["Before", 1], ["After", 2]]
    assert told["stale"] == ["STALE_VERSION", "Saved."]

"""Who can be measured on this machine."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from bench.node import Node
from bench.servers import Contestant

BROADSHEET = "Broadsheet"
STRAWBERRY = "Strawberry"
FLOOR = "floor"
MERCURIUS = "Mercurius"
YOGA = "Yoga"

_ROOT = Path(__file__).parents[1]
_SCHEMA = Path(__file__).parent / "peers" / "schema.graphql"

_PYTHON_PEERS = {STRAWBERRY: "bench.peers.strawberry_peer", FLOOR: "bench.peers.floor"}
_NODE_PEERS = {MERCURIUS: "mercurius.js", YOGA: "yoga.js"}


def contestants(dsn: str, state: Path, node: Node | None) -> Sequence[Contestant]:
    """Return Broadsheet, as it ships, and every peer that can run here."""
    place = {"DATABASE_URL": dsn, "BROADSHEET_STATE_FOLDER": str(state)}
    ours = Contestant(
        name=BROADSHEET, command=_python("broadsheet", "serve", "--port", "0"), environment=place
    )
    connecting = _variables(dsn)
    python = [
        Contestant(name=name, command=_python(module), environment=connecting)
        for name, module in _PYTHON_PEERS.items()
    ]
    return [ours, *python, *(_node_peers(node, connecting) if node else ())]


def _node_peers(node: Node, connecting: Mapping[str, str]) -> Sequence[Contestant]:
    environment = {**connecting, "NODE_ENV": "production", "BENCH_SCHEMA": str(_SCHEMA)}
    return [
        Contestant(
            name=name, command=(node.program, str(node.project / file)), environment=environment
        )
        for name, file in _NODE_PEERS.items()
    ]


def _python(module: str, *arguments: str) -> Sequence[str]:
    return (sys.executable, "-m", module, *arguments)


def _variables(dsn: str) -> Mapping[str, str]:
    """Say where the database is in words that every driver reads."""
    parts = urlsplit(dsn)
    query = parse_qs(parts.query)
    return {
        "PGHOST": query["host"][0],
        "PGPORT": query["port"][0],
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.lstrip("/"),
        "PYTHONPATH": str(_ROOT),
    }

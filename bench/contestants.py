"""Who can be measured on this machine."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from bench.dialects import NAMES_ONLY, OURS, OURS_WHOLE, POSTGRAPHILES
from bench.node import PEERS, Node
from bench.node import POSTGRAPHILE as OWN_PROJECT
from bench.servers import Contestant

BROADSHEET = "Broadsheet"
WITHOUT_STORES = "Broadsheet without stores"
WITH_ANSWER_CACHE = "Broadsheet with answer cache"
STRAWBERRY = "Strawberry"
FLOOR = "floor"
MERCURIUS = "Mercurius"
YOGA = "Yoga"
POSTGRAPHILE = "PostGraphile"

_ROOT = Path(__file__).parents[1]
_SCHEMAS = Path(__file__).parent / "peers"

_OTHER_SETTINGS: Mapping[str, tuple[Mapping[str, str], bool]] = {
    WITHOUT_STORES: ({"BROADSHEET_STORES": "false"}, False),
    # Only answers to GET are kept.
    WITH_ANSWER_CACHE: ({"BROADSHEET_ANSWER_CACHE_BYTES": "67108864"}, True),
}
"""By name: what is set, and whether requests are sent by GET."""

OURS_ALL = (BROADSHEET, *_OTHER_SETTINGS)

_PYTHON_PEERS = {
    STRAWBERRY: ("bench.peers.strawberry_peer", OURS),
    FLOOR: ("bench.peers.floor", NAMES_ONLY),
}
NODE_PEERS = {
    MERCURIUS: (PEERS, "mercurius.js", OURS),
    YOGA: (PEERS, "yoga.js", OURS),
    POSTGRAPHILE: (OWN_PROJECT, "postgraphile.js", POSTGRAPHILES),
}

EVERYBODY = (*OURS_ALL, *_PYTHON_PEERS, *NODE_PEERS)


def contestants(dsn: str, state: Path, node: Node | None) -> Sequence[Contestant]:
    """Return Broadsheet, as it ships and with other settings, and every peer that can run here."""
    connecting = _variables(dsn)
    python = [
        Contestant(name=name, command=_python(module), environment=connecting, dialect=dialect)
        for name, (module, dialect) in _PYTHON_PEERS.items()
    ]
    ours = broadsheet(dsn, state)
    return [
        ours,
        *_with_other_settings(ours),
        *python,
        *(_node_peers(node, connecting) if node else ()),
    ]


def broadsheet(dsn: str, state: Path) -> Contestant:
    """Return Broadsheet with the settings that it has by default, for callers who never tire.

    Points are counted, but there are enough.
    """
    return Contestant(
        name=BROADSHEET,
        command=_python("broadsheet", "serve", "--port", "0"),
        environment={
            "DATABASE_URL": dsn,
            "BROADSHEET_STATE_FOLDER": str(state),
            "BROADSHEET_ANONYMOUS_POINTS": "1000000000",
            "BROADSHEET_MEMBER_POINTS": "1000000000",
        },
        dialect=OURS_WHOLE,
    )


def _with_other_settings(ours: Contestant) -> Iterator[Contestant]:
    for name, (settings, by_get) in _OTHER_SETTINGS.items():
        environment = {**ours.environment, **settings}
        yield replace(ours, name=name, environment=environment, by_get=by_get)


def _node_peers(node: Node, connecting: Mapping[str, str]) -> Iterator[Contestant]:
    environment = {
        **connecting,
        "NODE_ENV": "production",
        "GRAPHILE_ENV": "production",
        "BENCH_SCHEMAS": str(_SCHEMAS),
    }
    for name, (project, file, dialect) in NODE_PEERS.items():
        if project in node.projects:
            command = (node.program, str(node.projects[project] / file))
            yield Contestant(name=name, command=command, environment=environment, dialect=dialect)


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

"""What one must know about a run to compare it with another."""

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.data_set.sizes import Sizes
from bench.node import Node, version_of

_PYTHON_PACKAGES = ("strawberry-graphql", "graphql-core", "asyncpg", "uvicorn")
_NODE_PACKAGES = ("mercurius", "graphql-jit", "graphql-yoga", "postgraphile", "pg")


def circumstances(sizes: Sizes, how: str, node: Node | None, remarks: Sequence[str]) -> list[str]:
    loads = " ".join(f"{load:.2f}" for load in os.getloadavg())
    return [
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {_processor()}",
        f"load average when it began (1, 5, 15 minutes): {loads}",
        f"{sizes.users:,} people, {sizes.posts:,} posts of 4 kB, {sizes.tags} tags, "
        f"{5 * sizes.posts:,} comments, {10 * sizes.posts:,} reactions",
        how,
        "limits that are raised, so that nobody is refused: `BROADSHEET_ANONYMOUS_POINTS`, "
        "`BROADSHEET_MEMBER_POINTS` (points are counted)",
        f"Python {platform.python_version()}, {', '.join(_python_packages())}",
        f"Node.js {node.version}, {', '.join(_node_packages(node))}" if node else "no Node.js",
        *remarks,
    ]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _python_packages() -> Iterator[str]:
    for package in _PYTHON_PACKAGES:
        yield f"{package} {version(package)}"


def _node_packages(node: Node) -> Iterator[str]:
    for package in _NODE_PACKAGES:
        yield f"{package} {version_of(node, package)}"

"""Sending requests with wrk, for a while, over a number of connections. To this machine only."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_SCRIPT = Path(__file__).with_name("requests.lua")
_LOOPBACK = "127.0.0.1"
_LONGEST = 10


class LoadError(Exception):
    """Nothing could be measured. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What wrk saw."""

    requests: int
    seconds: float
    p50: float
    p95: float
    p99: float
    """Times are in milliseconds."""


def find_wrk() -> str:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise LoadError("The bench sends its requests with wrk. Install it: apt-get install wrk.")
    return wrk


def write_lines(lines: Sequence[bytes], file: Path) -> Path:
    file.write_bytes(b"\n".join(lines) + b"\n")
    return file


def send(
    wrk: str, address: str, lines: Path, *, connections: int, seconds: int, start: float = 0
) -> Load:
    """Keep each connection busy with one request after the other, from `start` in the file on."""
    if urlsplit(address).hostname != _LOOPBACK:
        raise LoadError(f"{address} is not on this machine.")
    how = ("-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(_SCRIPT))
    ended = subprocess.run(
        (wrk, *how, address, "--", str(lines), f"{start:g}"),
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise LoadError(f"wrk failed: {ended.stderr.strip() or ended.stdout.strip()}")
    told = json.loads(ended.stdout.strip().splitlines()[-1])
    if told["failed"]:
        raise LoadError(f"{address} failed {told['failed']} of {told['requests']} requests.")
    if not told["requests"]:
        if seconds > _LONGEST:
            raise LoadError(f"{address} answered nothing in {seconds} s.")
        return send(wrk, address, lines, connections=connections, seconds=4 * seconds, start=start)
    return Load(
        requests=told["requests"],
        seconds=told["microseconds"] / 1e6,
        p50=told["p50"] / 1e3,
        p95=told["p95"] / 1e3,
        p99=told["p99"] / 1e3,
    )

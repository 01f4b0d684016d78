"""What the kernel counts: the time processors were busy for a process, and its memory. Linux only.

Times are in seconds of one processor.
"""

import os
import resource
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_PROCESSES = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")

# Places in /proc/PID/stat, counted after the name of the program, which may hold spaces.
_PARENT = 1
_OWN_TIMES = slice(11, 13)
_TIMES_OF_ENDED_CHILDREN = slice(13, 15)

# Places in the first line of /proc/stat, counted after "cpu".
_IDLE = (3, 4)
_KINDS_OF_TIME = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All counters at one moment."""

    at: float
    server: float
    postgres: float
    bench: float
    """wrk, and this program."""
    machine: float

    @property
    def rest(self) -> float:
        """What the machine did for nobody of ours."""
        return self.machine - self.server - self.postgres - self.bench


def read(server: int, postgres: int) -> Reading:
    own, sent = os.times(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return Reading(
        at=time.monotonic(),
        server=busy_seconds(server),
        postgres=busy_seconds(postgres),
        bench=own.user + own.system + sent.ru_utime + sent.ru_stime,
        machine=_machine_seconds(),
    )


def others_between(before: Reading, after: Reading) -> float:
    """Return how many processors were busy with anything else, or lent to other machines."""
    rest = after.rest - before.rest
    return max(rest, 0) / (after.at - before.at)


def busy_seconds(root: int) -> float:
    """Return the time spent by a process and all below it, those that have ended included."""
    ticks = 0
    for pid in _tree(root):
        fields = _fields(pid)
        times = [*fields[_OWN_TIMES], *fields[_TIMES_OF_ENDED_CHILDREN]]
        ticks += sum(int(time) for time in times)
    return ticks / _TICKS


def peak_megabytes(root: int) -> float:
    """Return the most memory that a process and those below it ever had, in MiB."""
    peak = 0
    for pid in _tree(root):
        for line in (_PROCESSES / str(pid) / "status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM"):
                peak += int(line.split()[1])
    return peak / 1024


def parent_of(pid: int) -> int:
    return int(_fields(pid)[_PARENT])


def _tree(root: int) -> list[int]:
    children: defaultdict[int, list[int]] = defaultdict(list)
    for entry in _PROCESSES.iterdir():
        if entry.name.isdigit() and (fields := _fields(int(entry.name))):
            children[int(fields[_PARENT])].append(int(entry.name))
    found = [root]
    for pid in found:
        found += children[pid]
    return found


def _fields(pid: int) -> list[str]:
    try:
        text = (_PROCESSES / str(pid) / "stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return []  # it has ended meanwhile
    return text.rpartition(")")[2].split()


def _machine_seconds() -> float:
    line = (_PROCESSES / "stat").read_text(encoding="ascii").splitlines()[0]
    ticks = [int(field) for field in line.split()[1:]][:_KINDS_OF_TIME]
    return sum(time for kind, time in enumerate(ticks) if kind not in _IDLE) / _TICKS

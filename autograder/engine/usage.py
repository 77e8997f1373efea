"""What a jail uses in all: the kernel's limits are for one process, and not for all."""

import contextlib
import math
import os
from dataclasses import dataclass
from typing import NamedTuple

import psutil

__all__ = ["Usage", "give_way", "usage"]

# What waits in a socket is memory of the kernel's, and no process is asked for it.
DESCRIPTOR_MB = 0.25
FEW = 4  # threads that nobody minds
SHARE = 2  # threads whose share of the processors all of a jail's get together
NICE_STEP = 1.25  # each step of niceness divides a thread's share by this
MOST_NICE = 19


@dataclass(frozen=True)
class Usage:
    """What all processes of a jail use together.

    Attributes
    ----------
    processes, threads : int
    memory_mb : float
        In MiB.
    """

    processes: int
    threads: int
    memory_mb: float


def usage(pid: int, enough_mb: float = math.inf) -> Usage:
    """Return what a jail uses.

    Parameters
    ----------
    pid : int
        Its first process.
    enough_mb : float
        As long as it uses less than this, a quick count is enough, which takes pages
        that processes share for each one's own: it is never too low.

    Raises
    ------
    psutil.NoSuchProcess
        If it has ended.
    """
    folders = _folders(pid)
    held = [_held(folder) for folder in folders]
    threads = sum(one.threads for one in held)
    resident, hidden = (
        sum(one.resident for one in held),
        sum(one.hidden for one in held),
    )
    if resident + hidden > enough_mb:
        resident = sum(_own_mb(folder) for folder in folders)
    return Usage(len(folders), threads, resident + hidden)


class _Held(NamedTuple):
    """What one process holds: threads, resident memory, and what it keeps elsewhere."""

    threads: int = 0
    resident: float = 0.0
    hidden: float = 0.0


def give_way(process: psutil.Process) -> None:
    """Let a jail of many threads not crowd out its neighbours.

    Where the kernel shares processors among sessions first, their number counts.
    """
    processes = [process, *process.children(recursive=True)]
    threads = [thread for one in processes for thread in _threads(one)]
    sessions = {_session(one.pid) for one in processes}
    for thread in threads if len(threads) > FEW else ():
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, _niceness(len(threads)))
    for one in processes if len(sessions) > FEW else ():
        with (
            contextlib.suppress(OSError),
            open(f"/proc/{one.pid}/autogroup", "w") as to,
        ):
            to.write(str(_niceness(len(sessions))))


def _niceness(sharers: int) -> int:
    return min(math.ceil(math.log(sharers / SHARE, NICE_STEP)), MOST_NICE)


def _threads(process: psutil.Process) -> list[int]:
    with contextlib.suppress(psutil.Error):
        return [thread.id for thread in process.threads()]
    return []


def _session(pid: int) -> int:
    with contextlib.suppress(OSError):
        return os.getsid(pid)
    return 0


def _folders(pid: int) -> list[str]:
    """Return the folders in /proc of a jail's processes."""
    inside = f"/proc/{pid}/root/proc"
    with contextlib.suppress(OSError):
        # Once it has a /proc of its own: far fewer to read than all of the machine's.
        if os.readlink(f"/proc/{pid}/ns/pid") == os.readlink(f"{inside}/1/ns/pid"):
            return [f"{inside}/{name}" for name in os.listdir(inside) if name.isdigit()]
    first = psutil.Process(pid)
    return [f"/proc/{one.pid}" for one in (first, *first.children(recursive=True))]


def _held(folder: str) -> _Held:
    with contextlib.suppress(OSError, KeyError):  # it has ended: it holds nothing
        with open(f"{folder}/status", encoding="utf-8", errors="replace") as file:
            known = dict(line.split(":", 1) for line in file)
        resident, seen, tables = (
            int(known[name].split()[0]) / 1024
            for name in ("VmRSS", "RssShmem", "VmPTE")
        )
        unseen = max(_shared_mb(folder) - seen, 0)
        buffers = DESCRIPTOR_MB * len(os.listdir(f"{folder}/fd"))
        return _Held(int(known["Threads"]), resident, unseen + tables + buffers)
    return _Held()


def _shared_mb(folder: str) -> float:
    """Return the length of memory to share: its pages stay when nobody sees them."""
    with open(f"{folder}/maps", "rb") as file:
        ranges = [line.split(b" ", 1)[0] for line in file if b" /dev/zero" in line]
    ends = [[int(end, 16) for end in one.split(b"-")] for one in ranges]
    return sum(end - start for start, end in ends) / 2**20


def _own_mb(folder: str) -> float:
    """Return a process's resident memory; of what it shares, its part."""
    with (
        contextlib.suppress(OSError),
        open(f"{folder}/smaps_rollup", encoding="ascii") as file,
    ):
        return next(int(s.split()[1]) for s in file if s.startswith("Pss:")) / 1024
    return 0.0

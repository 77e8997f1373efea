"""What a jail uses in all: the kernel's limits are for one process, and not for all."""

import contextlib
import math
import os
from collections.abc import Callable

import psutil

__all__ = [
    "FEW",
    "give_way",
    "memory_of",
    "own_memory_of",
    "processes_of",
    "threads_of",
]

# What waits in a socket is memory of the kernel's, and no process is asked for it.
DESCRIPTOR_MB = 0.25
FEW = 4  # threads that nobody minds
SHARE = 2  # threads whose share of the processors all of a jail's get together
NICE_STEP = 1.25  # each step of niceness divides a thread's share by this
MOST_NICE = 19


def processes_of(pid: int) -> list[str]:
    """Return the folders in /proc of a jail's processes.

    Parameters
    ----------
    pid : int
        The first of them.

    Raises
    ------
    psutil.NoSuchProcess
        If it has ended.
    """
    inside = f"/proc/{pid}/root/proc"
    with contextlib.suppress(OSError):
        # Once it has a /proc of its own: far fewer to read than all of the machine's.
        if os.readlink(f"/proc/{pid}/ns/pid") == os.readlink(f"{inside}/1/ns/pid"):
            return [f"{inside}/{name}" for name in os.listdir(inside) if name.isdigit()]
    first = psutil.Process(pid)
    return [f"/proc/{one.pid}" for one in (first, *first.children(recursive=True))]


def threads_of(folders: list[str]) -> int:
    """Return how many threads processes have together."""
    return sum(int(_status(folder).get("Threads", 0)) for folder in folders)


def own_memory_of(folders: list[str], each_mb: float) -> float:
    """Return the least that processes use together, in MiB; quick in any case.

    Parameters
    ----------
    folders : list of str
        Their folders in /proc.
    each_mb : float
        What each may share with the process that it was forked from.
    """
    return sum(
        max(_megabytes(status, "VmRSS") - each_mb, 0) + _megabytes(status, "VmPTE")
        for status in map(_status, folders)
    )


def memory_of(
    folders: list[str],
    enough_mb: float = math.inf,
    before_each: Callable[[], object] = lambda: None,
) -> float:
    """Return the memory that processes use together, in MiB.

    Parameters
    ----------
    folders : list of str
        Their folders in /proc.
    enough_mb : float
        As long as it is less than this, a quick count is enough, which takes pages
        that processes share for each one's own: it is never too low.
    before_each : callable
        Called before each: to read what a process that forks has takes its time.
    """
    resident = sum(_megabytes(_status(folder), "VmRSS") for folder in folders)
    hidden = 0.0
    for folder in folders:
        before_each()
        hidden += _hidden_mb(folder)
    if resident + hidden <= enough_mb:
        return resident + hidden
    for folder in folders:
        before_each()
        hidden += _own_mb(folder)
    return hidden


def give_way(process: psutil.Process) -> None:
    """Let a jail of many threads not crowd out its neighbours; spare its first one.

    Where the kernel shares processors among sessions first, their number counts.
    """
    processes = [process, *process.children(recursive=True)]
    threads = [thread for one in processes for thread in _threads(one)]
    sessions = {_session(one.pid) for one in processes}
    for thread in threads[1:] if len(threads) > FEW else ():
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


def _status(folder: str) -> dict[str, str]:
    with (
        contextlib.suppress(OSError, ValueError),  # it has ended: it holds nothing
        open(f"{folder}/status", encoding="utf-8", errors="replace") as file,
    ):
        return dict(line.split(":", 1) for line in file)
    return {}


def _megabytes(status: dict[str, str], name: str) -> float:
    return int(status[name].split()[0]) / 1024 if name in status else 0.0


def _hidden_mb(folder: str) -> float:
    """Return what a process keeps beside its resident memory."""
    with contextlib.suppress(OSError):
        status = _status(folder)
        unseen = max(_shared_mb(folder) - _megabytes(status, "RssShmem"), 0)
        buffers = DESCRIPTOR_MB * len(os.listdir(f"{folder}/fd"))
        return unseen + _megabytes(status, "VmPTE") + buffers
    return 0.0


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

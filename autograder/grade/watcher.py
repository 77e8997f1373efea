"""Watches a kernel from outside: ends it when it takes too much, or too many."""

import contextlib
import os
import threading
from pathlib import Path

import psutil

from autograder.grade.execution import Limits, Outcome

__all__ = ["Watcher", "end_tree"]

PAUSE = 0.25
MAX_SOCKETS = 20


class Watcher(threading.Thread):
    """Looks at all processes of one kernel four times a second.

    Limits that the kernel's own process has been given hold for one process
    each; this is the limit of all together, of memory that is shared, and of
    the folder of its sockets.

    Parameters
    ----------
    pid : int
        The kernel, or the jail around it.
    sockets : Path
        The one folder outside that the kernel can write to.
    limits : Limits
    """

    def __init__(self, pid: int, sockets: Path, limits: Limits) -> None:
        super().__init__(daemon=True, name=f"watcher-{pid}")
        self.pid, self.sockets, self.limits = pid, sockets, limits
        self.verdict: Outcome | None = None
        self.reason = ""
        self._done = threading.Event()

    def run(self) -> None:
        """Look until the kernel ends, breaks a limit, or `close` is called."""
        while not self._done.wait(PAUSE):
            try:
                self._look()
            except psutil.NoSuchProcess:
                return

    def close(self) -> None:
        """Stop looking."""
        self._done.set()
        self.join()

    def _look(self) -> None:
        processes = tree(self.pid)
        if len(processes) > self.limits.processes:
            self._end("crashed", f"more than {self.limits.processes} processes")
        elif memory_mb(processes, self.limits.memory_mb) > self.limits.memory_mb:
            self._end("memory", f"more than {self.limits.memory_mb} MB of memory")
        elif is_misused(self.sockets, self.limits.file_mb):
            self._end("crashed", "files where only the kernel's sockets belong")

    def _end(self, verdict: Outcome, reason: str) -> None:
        self.verdict, self.reason = verdict, reason
        end_tree(self.pid)
        self._done.set()


def tree(pid: int) -> list[psutil.Process]:
    """Return a process and all below it."""
    top = psutil.Process(pid)
    return [top, *top.children(recursive=True)]


def memory_mb(processes: list[psutil.Process], limit: int) -> float:
    """Return what the processes hold together, in MiB.

    The cheap sum counts shared pages once a process; only when that looks like
    too much is the exact one taken.
    """
    total = _sum(processes, "rss")
    return total if total <= limit or len(processes) < 4 else _sum(processes, "pss")


def _sum(processes: list[psutil.Process], kind: str) -> float:
    total = 0
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            try:
                exact = kind == "pss"
                info = process.memory_full_info() if exact else process.memory_info()
                total += getattr(info, kind)
            except psutil.AccessDenied:  # then the cheap sum has to do
                total += process.memory_info().rss
    return total / 2**20


def is_misused(folder: Path, limit_mb: int) -> bool:
    """Return whether more than a kernel's sockets lies in its folder."""
    total = count = 0
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            count += 1
            if count > MAX_SOCKETS or entry.is_dir(follow_symlinks=False):
                return True
            total += entry.stat(follow_symlinks=False).st_size
    return total > limit_mb * 2**20


def end_tree(pid: int) -> None:
    """Kill a process and all below it, the lowest first."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for process in reversed(tree(pid)):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

"""Watches how much memory a command and all that it starts take."""

import contextlib
import threading
import time
from types import TracebackType
from typing import Self

import psutil

__all__ = ["MemoryWatch"]

MIB = 2**20
EVERY = 0.2
# The kernel adds this one up page by page: 5 to 10 ms a large process, so seldom.
EVERY_SHARED = 2.0


class MemoryWatch:
    """Samples memory in a thread while a command runs.

    Parameters
    ----------
    pid : int
        The command's process.

    Attributes
    ----------
    coordinator : float
        Peak resident memory of that process, in MiB.
    tree : float
        Peak sum of the resident memory of it and its descendants, in MiB. What
        forked processes share counts once for each of them.
    tree_once : float
        The same with shared pages counted once (PSS); 0 where it cannot be read.
    """

    def __init__(self, pid: int) -> None:
        self.coordinator = self.tree = self.tree_once = 0.0
        self._root = psutil.Process(pid)
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop watching."""
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        due = time.monotonic() + EVERY_SHARED / 2
        while not self._end.wait(EVERY):
            with contextlib.suppress(psutil.Error):
                processes = [self._root, *self._root.children(recursive=True)]
                self._sample(processes)
                if time.monotonic() >= due:
                    self._sample_shared(processes)
                    due = time.monotonic() + EVERY_SHARED

    def _sample(self, processes: list[psutil.Process]) -> None:
        sizes = [_resident(process) for process in processes]
        self.coordinator = max(self.coordinator, sizes[0])
        self.tree = max(self.tree, sum(sizes))

    def _sample_shared(self, processes: list[psutil.Process]) -> None:
        self.tree_once = max(self.tree_once, sum(_shared_once(p) for p in processes))


def _resident(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss / MIB)
    except psutil.Error:  # it has ended meanwhile
        return 0.0


def _shared_once(process: psutil.Process) -> float:
    try:
        return float(getattr(process.memory_full_info(), "pss", 0) / MIB)
    except psutil.Error:
        return 0.0

"""Runs work in threads, a few ahead of who takes the results: memory stays flat."""

import itertools
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Generic, Self, TypeVar

__all__ = ["SideBySide"]

Item = TypeVar("Item")
Result = TypeVar("Result")

# Seconds between two looks at whether to stop.
PATIENCE = 0.2


class SideBySide(Generic[Item, Result]):
    """Threads that take items only as slots free up.

    Each of `workers` threads has one item, and at most as many again wait for a
    thread or for the reader: nothing piles up where the reader is the slower one.

    Parameters
    ----------
    work : callable
        Makes a result of an item; called in a thread.
    workers : int
    abort : callable
        Ends what runs; called when the block is left by an exception.
    """

    def __init__(
        self,
        work: Callable[[Item], Result],
        workers: int,
        abort: Callable[[], None],
    ) -> None:
        self.work, self.workers, self.abort = work, workers, abort
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="grade")

    def __enter__(self) -> Self:
        """Threads start with the first items."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for the threads; after an exception, end what they run first."""
        if kind is not None:
            self.abort()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def results(
        self, items: Iterable[Item], stop: threading.Event
    ) -> Iterator[tuple[Item, Future[Result]]]:
        """Yield each item with its future, done, in the order in which they end.

        Parameters
        ----------
        items : iterable
            Taken one by one, as slots free up.
        stop : threading.Event
            Once it is set, nothing more is yielded.

        Raises
        ------
        KeyboardInterrupt
            Soon after `stop` is set.
        """
        waiting = iter(items)
        running: dict[Future[Result], Item] = {}
        while True:
            for item in itertools.islice(waiting, 2 * self.workers - len(running)):
                running[self._pool.submit(self.work, item)] = item
            if not running:
                return
            ended, _ = wait(running, timeout=PATIENCE, return_when=FIRST_COMPLETED)
            while ended and not stop.is_set():
                future = ended.pop()
                yield running.pop(future), future
            if stop.is_set():
                raise KeyboardInterrupt

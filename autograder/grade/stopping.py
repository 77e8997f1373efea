"""Ctrl-C and SIGTERM: the first ends a run in order, further ones do no harm."""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType

__all__ = ["Stopper", "orderly_stop"]

SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Seconds that an orderly end may take before a further signal ends it at once.
PATIENCE = 3.0
AT_ONCE = b"Stopped at once. Run the same command again to go on.\n"


@dataclass
class Stopper:
    """Whom the first signal asks.

    Attributes
    ----------
    ask : callable
        Asks the run to stop; returns whether it will. If not (it is still getting
        ready), KeyboardInterrupt is raised where the program is.
    """

    ask: Callable[[], bool] = lambda: False


@contextlib.contextmanager
def orderly_stop() -> Iterator[Stopper]:
    """Turn the first signal into a request, and let impatient ones pass.

    Yields
    ------
    Stopper
        Set its `ask` once there is a run.

    Notes
    -----
    A signal that is ignored already, as in a background job, stays ignored.
    """
    stopper = Stopper()
    asked: list[float] = []

    def handle(number: int, frame: FrameType | None) -> None:
        if asked:
            if time.monotonic() - asked[0] > PATIENCE:
                os.write(sys.stderr.fileno(), AT_ONCE)
                os._exit(1)
            return
        asked.append(time.monotonic())
        if not stopper.ask():
            raise KeyboardInterrupt

    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, handle)
    try:
        yield stopper
    finally:
        if not asked:  # else an impatient Ctrl-C would still print a traceback
            for number, handler in before.items():
                signal.signal(number, handler)

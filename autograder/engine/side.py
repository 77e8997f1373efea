"""One jailed process as the coordinator sees it: talk to it, watch it, end it."""

import contextlib
import json
import os
import select
import signal
import socket
import struct
import time
from dataclasses import asdict
from typing import Any

import psutil

from autograder.engine.channel import Channel, ChannelClosedError, hand_over
from autograder.engine.jail import Room
from autograder.grade.execution import Outcome

__all__ = ["Side"]

CREDENTIALS = struct.Struct("3i")
LOOK = 0.25  # seconds between two looks at memory and processes
GRACE = 2.0  # seconds that interrupted code has to end


class Side:
    """A jail: the learner's code, or the tests.

    Parameters
    ----------
    worker : socket.socket
        A worker that forks it.
    kind : {"learner", "tester"}
    peer : socket.socket
        Its connection to the other side; closed here.
    room : Room
    output_bytes : int
    warm_mb : float
        Memory that it shares with the process it was forked from, in MiB.
    """

    def __init__(
        self, worker: socket.socket, kind: str, peer: socket.socket, room: Room,
        output_bytes: int, warm_mb: float,
    ) -> None:  # fmt: skip
        self.room, self.warm_mb = room, warm_mb
        self.reason: tuple[Outcome, str] | None = None
        mine, theirs = socket.socketpair()
        mine.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        longest = 64 * 2**20 + 8 * output_bytes
        request = {"side": kind, "room": asdict(room), "output_bytes": output_bytes,
                   "longest": max(longest, 2**30)}  # fmt: skip
        self.channel = Channel(mine, 2**20 + 8 * output_bytes)
        self.channel.deadline = time.monotonic() + 30
        with theirs, peer:
            message, ends = (
                json.dumps(request).encode(),
                [theirs.fileno(), peer.fileno()],
            )
            hand_over(worker, message, ends)
        self.process = psutil.Process(self._hello(mine))
        self.handle = os.pidfd_open(self.process.pid)  # its number may be used again

    def _hello(self, mine: socket.socket) -> int:
        """Return the jail's process number, which the kernel vouches for."""
        mine.settimeout(30)
        size = socket.CMSG_SPACE(CREDENTIALS.size)
        _, extra, _, _ = mine.recvmsg(1, size)
        for _, kind, data in extra:
            if kind == socket.SCM_CREDENTIALS:
                return int(CREDENTIALS.unpack(data)[0])
        raise ChannelClosedError("the jail did not start")

    def tell(self, **order: Any) -> None:
        """Send an order."""
        self.channel.send(json.dumps(order).encode())

    def answer(
        self, deadline: float, others: tuple["Side", ...] = ()
    ) -> dict[str, Any]:
        """Wait for the answer to an order; look after the limits meanwhile.

        Raises
        ------
        TimeoutError
            If there is none when the deadline has come.
        ChannelClosedError
            If the process has ended, or says what is no answer.
        """
        while not self._readable(min(LOOK, max(deadline - time.monotonic(), 0))):
            if time.monotonic() >= deadline:
                raise TimeoutError
            for side in (self, *others):
                side.look()
        self.channel.deadline = deadline + GRACE
        try:
            said = json.loads(self.channel.receive())
        except (ValueError, RecursionError):
            raise ChannelClosedError("not JSON") from None
        if type(said) is not dict:
            raise ChannelClosedError("not an answer")
        return said

    def _readable(self, seconds: float) -> bool:
        try:
            return bool(select.select([self.channel.sock], [], [], seconds)[0])
        except ValueError:  # closed by `kill`, from another thread
            raise ChannelClosedError("ended") from None

    def interrupt(self) -> None:
        """Interrupt what runs, as Ctrl-C would."""
        self._signal(signal.SIGINT)

    def look(self) -> None:
        """End the jail if all its processes together break a limit."""
        with contextlib.suppress(psutil.NoSuchProcess):
            processes = [self.process, *self.process.children(recursive=True)]
            if len(processes) > self.room.processes:
                self._end("crashed", f"more than {self.room.processes} processes")
            elif self._own_mb(processes) > self.room.memory_mb:
                self._end("memory", f"more than {self.room.memory_mb} MB of memory")

    def _own_mb(self, processes: list[psutil.Process]) -> float:
        total = 0.0
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                total += max(process.memory_info().rss / 2**20 - self.warm_mb, 0)
        return total

    def _end(self, outcome: Outcome, why: str) -> None:
        self.reason = outcome, why
        self.kill()

    def kill(self) -> None:
        """End the jail: with its first process, the kernel ends all that is in it."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, OSError):
            signal.pidfd_send_signal(self.handle, number)

    def close(self) -> None:
        """End the jail and let go of it."""
        self.kill()
        self.channel.close()
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1

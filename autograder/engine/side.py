"""One jailed process as the coordinator sees it: talk to it, watch it, end it."""

import contextlib
import json
import os
import signal
import socket
import struct
import time
from dataclasses import asdict
from typing import Any

import psutil

from autograder.engine.channel import Channel, ChannelClosedError, hand_over
from autograder.engine.jail import Room
from autograder.engine.usage import (
    FEW,
    give_way,
    memory_of,
    own_memory_of,
    processes_of,
    threads_of,
)
from autograder.grade.execution import Outcome

__all__ = ["Side"]

CREDENTIALS = struct.Struct("3i")
START = 30.0  # seconds that a jail has to say that it is there
READ = 10.0  # seconds that it has to read an order
LONGEST_CHARACTER = 12  # bytes of one in JSON
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
        self.orders = self.strays = 0
        self.reason: tuple[Outcome, str] | None = None
        self.most_seen = 1
        mine, theirs = socket.socketpair()
        mine.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        longest = 64 * 2**20 + 8 * output_bytes
        request = {"side": kind, "room": asdict(room), "output_bytes": output_bytes,
                   "longest": max(longest, 2**30)}  # fmt: skip
        self.channel = Channel(mine, 2**20 + LONGEST_CHARACTER * output_bytes)
        self.channel.meanwhile = self.look
        with theirs, peer:
            message, ends = (
                json.dumps(request).encode(),
                [theirs.fileno(), peer.fileno()],
            )
            hand_over(worker, message, ends)
        try:
            self.process = psutil.Process(self._hello(mine))
            self.handle = os.pidfd_open(
                self.process.pid
            )  # its number may be used again
        except (psutil.NoSuchProcess, OSError) as error:
            raise ChannelClosedError(f"the jail did not start: {error}") from None
        self._first_to_go()

    def _hello(self, mine: socket.socket) -> int:
        """Return the jail's process number, which the kernel vouches for."""
        mine.settimeout(START)
        size = socket.CMSG_SPACE(CREDENTIALS.size)
        said, extra, _, _ = mine.recvmsg(1, size)
        mine.settimeout(None)
        for _, kind, data in extra if said else ():
            if kind == socket.SCM_CREDENTIALS:
                return int(CREDENTIALS.unpack(data)[0])
        raise ChannelClosedError("the jail did not start")

    def _first_to_go(self) -> None:
        """If the whole machine runs out of memory, let the kernel end jails first."""
        place = f"/proc/{self.process.pid}/oom_score_adj"
        with contextlib.suppress(OSError), open(place, "w", encoding="ascii") as file:
            file.write("1000")

    def tell(self, **order: Any) -> None:
        """Send an order; its number will come back with its answer."""
        self.orders += 1
        self.channel.deadline = time.monotonic() + READ
        self.channel.send(json.dumps({**order, "number": self.orders}).encode())

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
        looks = [side.look for side in {self, *others}]
        self.channel.meanwhile = lambda: [look() for look in looks]
        self.channel.deadline = deadline
        while True:
            self.channel.wait()
            self.channel.deadline = deadline + GRACE
            try:
                said = json.loads(self.channel.receive())
            except (ValueError, RecursionError):
                raise ChannelClosedError("not JSON") from None
            if type(said) is not dict:
                raise ChannelClosedError("not an answer")
            if said.get("number") == self.orders:
                return said
            self.strays += 1  # said without being asked, as only hostile code does
            self.channel.deadline = deadline

    def interrupt(self) -> None:
        """Interrupt what runs, as Ctrl-C would."""
        self._signal(signal.SIGINT)

    def look(self) -> None:
        """End the jail if all its processes together break a limit."""
        with contextlib.suppress(psutil.NoSuchProcess, _EndedError):
            folders = self._processes()
            if threads_of(folders) > FEW:
                give_way(self.process)
            # What processes that fork have takes long to read: first what is at hand.
            used, is_growing = (
                own_memory_of(folders, self.warm_mb),
                self._grows(folders),
            )
            most = float(self.room.memory_mb)
            if used <= most and not is_growing:
                most += self.warm_mb
                used = memory_of(folders, most, self._processes)
            if used > most:
                self._end("memory", f"more than {self.room.memory_mb} MB of memory")

    def _grows(self, folders: list[str]) -> bool:
        """Return whether there are more processes than ever before, and not few."""
        before, self.most_seen = self.most_seen, max(self.most_seen, len(folders))
        return self.most_seen > max(before, FEW)

    def _processes(self) -> list[str]:
        """Return the jail's processes if they are few enough; else end it.

        A fork bomb makes all else slow, so their number is looked at again and again.
        """
        folders = processes_of(self.process.pid)
        if len(folders) > self.room.processes:
            self._end("crashed", f"more than {self.room.processes} processes")
            raise _EndedError
        return folders

    def _end(self, outcome: Outcome, why: str) -> None:
        self.reason = outcome, why
        self.kill()
        # Its first process has to run once more to die, and the others with it.
        for process in self.process.children(recursive=True):
            with contextlib.suppress(psutil.Error):
                process.kill()

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


class _EndedError(Exception):
    """The jail had to be ended."""

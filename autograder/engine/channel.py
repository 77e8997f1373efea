"""Messages over a socket: a length, then that many bytes; nothing is believed."""

import select
import socket
import struct
import time
from collections.abc import Callable
from typing import TypeVar

__all__ = ["Channel", "ChannelClosedError", "hand_over"]

LENGTH = struct.Struct(">Q")
LOOK = 0.25  # seconds between two calls of `meanwhile`
Result = TypeVar("Result")


def hand_over(sock: socket.socket, message: bytes, descriptors: list[int]) -> None:
    """Send a message with open descriptors over a socket of whole messages.

    Raises
    ------
    ChannelClosedError
        If the other side is gone.
    """
    try:
        socket.send_fds(sock, [message], descriptors)
    except OSError as error:
        raise ChannelClosedError(str(error)) from None


class ChannelClosedError(Exception):
    """The other side has ended, or broke the rules of the channel."""


class Channel:
    """One end of a connection between two processes.

    Parameters
    ----------
    sock : socket.socket
        Connected, of type SOCK_STREAM.
    longest : int
        Longest message that is taken, in bytes.

    Attributes
    ----------
    deadline : float or None
        When waiting ends, as `time.monotonic()` has it.
    meanwhile : callable
        Called now and then while something is on its way, however much comes.
    """

    def __init__(self, sock: socket.socket, longest: int) -> None:
        self.sock, self.longest = sock, longest
        self.deadline: float | None = None
        self.meanwhile: Callable[[], object] = lambda: None
        self._next_look = time.monotonic() + LOOK

    def send(self, message: bytes) -> None:
        """Send one message.

        Raises
        ------
        ChannelClosedError
            If the other side is gone.
        TimeoutError
            If the deadline has come, and the other side does not read.
        """
        for part in (LENGTH.pack(len(message)), message):
            left = memoryview(part)
            while left:
                left = left[self._soon(select.POLLOUT, self.sock.send, left) :]

    def receive(self) -> bytes:
        """Wait for one message.

        Raises
        ------
        ChannelClosedError
            If the other side is gone, or its message is too long.
        TimeoutError
            If the deadline has come.
        """
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size))
        if length > self.longest:
            raise ChannelClosedError(f"a message of {length} bytes is too long")
        return self._exactly(length)

    def wait(self) -> None:
        """Wait until there is something to receive.

        Raises
        ------
        TimeoutError
            If the deadline has come.
        """
        self._wait(select.POLLIN)

    def _exactly(self, count: int) -> bytes:
        parts, missing = [], count
        while missing:
            part = self._soon(select.POLLIN, self.sock.recv, min(missing, 2**20))
            if not part:
                raise ChannelClosedError("the other side has ended")
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _soon(self, event: int, act: Callable[..., Result], argument: object) -> Result:
        """Do what never blocks, as soon as the socket is ready for it."""
        while True:
            self._wait(event)
            try:
                return act(argument, socket.MSG_DONTWAIT)
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelClosedError(str(error)) from None

    def _wait(self, event: int) -> None:
        """Wait no longer than until the deadline, however slowly bytes drip in."""
        poll = select.poll()
        poll.register(self.sock, event)
        while True:
            now = time.monotonic()
            if now >= self._next_look:
                self.meanwhile()
                self._next_look = time.monotonic() + LOOK
            left = LOOK if self.deadline is None else self.deadline - now
            if left <= 0:
                raise TimeoutError
            if poll.poll(1000 * min(left, LOOK)):
                return

    def close(self) -> None:
        """Close this end."""
        self.sock.close()

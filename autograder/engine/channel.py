"""Messages over a socket: a length, then that many bytes; nothing is believed."""

import socket
import struct
import time

__all__ = ["Channel", "ChannelClosedError", "hand_over"]

LENGTH = struct.Struct(">Q")


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
    """

    def __init__(self, sock: socket.socket, longest: int) -> None:
        self.sock, self.longest = sock, longest
        self.deadline: float | None = None

    def send(self, message: bytes) -> None:
        """Send one message.

        Raises
        ------
        ChannelClosedError
            If the other side is gone.
        TimeoutError
            If the deadline has come, and the other side does not read.
        """
        self._set_patience()
        try:
            self.sock.sendall(LENGTH.pack(len(message)))
            self.sock.sendall(message)
        except TimeoutError:
            raise
        except OSError as error:
            raise ChannelClosedError(str(error)) from None

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

    def _exactly(self, count: int) -> bytes:
        parts, missing = [], count
        while missing:
            self._set_patience()
            try:
                part = self.sock.recv(min(missing, 2**20))
            except TimeoutError:
                raise
            except OSError as error:
                raise ChannelClosedError(str(error)) from None
            if not part:
                raise ChannelClosedError("the other side has ended")
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _set_patience(self) -> None:
        """Wait no longer than until the deadline, however slowly bytes drip in."""
        if self.deadline is not None:
            self.sock.settimeout(max(self.deadline - time.monotonic(), 0.001))

    def close(self) -> None:
        """Close this end."""
        self.sock.close()

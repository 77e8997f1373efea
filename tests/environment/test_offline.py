"""`make test` runs with the network off; this proves that it does."""

import os
import socket

import pytest


@pytest.mark.skipif(
    "COURSE_TESTS_OFFLINE" not in os.environ,
    reason="`make test` switches the network off; a bare pytest run does not",
)
def test_a_socket_to_the_outside_fails():
    # Only the loopback interface is there, so the attempt below cannot leave.
    assert [name for _, name in socket.if_nameindex()] == ["lo"]
    outside = ("192.0.2.1", 80)  # reserved for documentation: nobody's address
    with pytest.raises(OSError, match="unreachable"):
        socket.create_connection(outside, timeout=2)


def test_the_loopback_still_works():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with socket.create_connection(address, timeout=2) as client:
            client.sendall(b"x")
            peer, _ = server.accept()
            with peer:
                assert peer.recv(1) == b"x"

"""The process that everything is forked from: it imports, boots the shell, forks.

Run in the outer sandbox as `python -m autograder.engine.zygote FD`. Over the socket FD
it is told what to import, and it forks a worker for each connection that it is handed
there; a worker forks a jail for each pair of connections that it is handed. Neither
ever sees a submission or a test: these go over the connections, straight from the
coordinator to the jail, so that nothing of one submission lies in the memory that the
next is forked from.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import signal
import socket
import sys
from collections.abc import Iterable
from typing import Any

from autograder.engine import guard, shell
from autograder.engine import system_calls as system
from autograder.engine.channel import Channel
from autograder.engine.jail import Room, launch, system_call_filter
from autograder.engine.learner import Learner
from autograder.engine.sandbox import NOBODY
from autograder.engine.tester import Tester

__all__ = ["main"]

LONGEST_REQUEST = 65_536
ALWAYS = ("numpy", "torch", "matplotlib.pyplot")
SIDES: dict[str, type[Learner] | type[Tester]] = {"learner": Learner, "tester": Tester}


def main() -> None:
    """Get ready; import and fork workers until the coordinator is gone."""
    control = socket.socket(fileno=int(sys.argv[1]))
    _settle()
    _import(ALWAYS)
    shell.boot()
    shell.run_cell("1")  # what the first cell of all would have to load
    system_call_filter()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for these children
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, LONGEST_REQUEST, 1)
        if not message:
            return
        if not descriptors:
            _import(json.loads(message))
            _make_forks_cheap()
            control.send(b"ready")
        elif os.fork() == 0:
            control.close()
            _work(socket.socket(fileno=descriptors[0]))
        else:
            os.close(descriptors[0])


def _settle() -> None:
    """Be nobody, with all rights over namespaces that are made from here on."""
    if os.geteuid() == 0:  # bwrap's covers of /proc would bar new ones in the jails
        for cover in ("sys", "sysrq-trigger", "irq", "bus"):
            system.unmount(f"/proc/{cover}")
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        system.own_proc_files()
    system.keep_privileges_down()
    system.new_user_namespace("pid")
    if os.fork():  # only a child is in the new PID namespace
        os.wait()
        os._exit(0)


def _import(names: Iterable[str]) -> None:
    """Import modules; one that cannot be imported fails again in the cell that asks."""
    for name in dict.fromkeys(names):
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            contextlib.suppress(BaseException),
        ):
            importlib.import_module(name)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)


def _make_forks_cheap() -> None:
    """Put what is loaded where a fork need not copy it."""
    guard.take_snapshot()
    gc.collect()
    gc.freeze()
    system.collapse_memory()


def _work(control: socket.socket) -> None:
    """Fork a jail for each request, until the coordinator is gone."""
    with contextlib.suppress(BaseException):
        system.set_death_signal()
        while True:
            message, descriptors, _, _ = socket.recv_fds(control, LONGEST_REQUEST, 2)
            if not message:
                break
            _launch(json.loads(message), *descriptors)
            for number in descriptors:
                os.close(number)
    os._exit(0)


def _launch(request: dict[str, Any], mine: int, peer: int) -> None:
    room, side = Room(**request["room"]), SIDES[request["side"]]

    def serve() -> None:
        to_coordinator, to_other = (
            Channel(socket.socket(fileno=number), request["longest"])
            for number in (mine, peer)
        )
        side(to_coordinator, to_other, request["output_bytes"]).serve()

    launch(room, [mine, peer], serve, hello=mine)


if __name__ == "__main__":
    main()

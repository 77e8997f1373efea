"""The machine around a class run: what an attack must neither reach nor change."""

import contextlib
import hashlib
import os
import socket
import sysconfig
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
from class_result import ClassResult


@contextlib.contextmanager
def listening() -> Iterator[tuple[int, list[object]]]:
    """Listen on this machine; nobody in a jail may get through."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        reached: list[object] = []

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    reached.append(server.accept()[1])

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], reached


def snapshot(room: ClassResult) -> dict[str, str]:
    """Return a hash of every file an attack must leave alone."""
    places = [
        room.root / "source",
        room.root / "submitted",
        room.root / "nbgrader_config.py",
        room.root.parent / "precious.txt",
    ]
    return {str(p): _hash(p) for place in places for p in [place, *place.rglob("*")]}


def left_behind(room: ClassResult) -> list[str]:
    """Return processes that attackers left, and files in places they do not own."""
    processes = [
        f"process {p.pid}"
        for p in psutil.process_iter()
        if room.mark in " ".join(_command_line(p))
    ]
    home = room.root.parent / "home"
    site = Path(sysconfig.get_paths()["purelib"])
    shared = [Path("/tmp"), Path("/dev/shm"), Path.home()]
    places = [room.root.parent, room.root, room.out, home, site, *shared]
    files = [str(path) for place in places for path in place.glob(f"*{room.mark}*")] + [
        str(path) for path in home.rglob("*") if path.name.endswith((".py", ".pth"))
    ]
    return processes + files


def _hash(path: Path) -> str:
    if path.is_symlink():
        return os.readlink(path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _command_line(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []

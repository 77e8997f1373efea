"""A JupyterLab of our own: a fresh home, a free port, and an end that always comes."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

START_SECONDS = 120
# What the tests set for themselves, and learners do not have: figures must appear.
NOT_A_LEARNERS = ("MPLBACKEND", "COURSE_QUIET")
# JupyterLab asks at its first start whether it may fetch news; nobody answers here.
NO_NEWS = '{"fetchNews": "false", "checkForUpdates": false}'


@dataclass
class LabServer:
    """A running JupyterLab.

    Attributes
    ----------
    root : Path
        The folder that its file browser shows.
    log : Path
        What the server printed.
    port : int
        Where it listens, on the loopback only.
    token : str
        The password in its addresses.
    """

    root: Path
    log: Path
    port: int
    token: str = field(default_factory=lambda: secrets.token_hex(16))

    def url(self, path: str) -> str:
        """Return the address that opens `path`, with an empty desk before it."""
        return f"http://127.0.0.1:{self.port}/lab/tree/{path}?token={self.token}&reset"

    def is_up(self) -> bool:
        """Say whether the server answers."""
        address = f"http://127.0.0.1:{self.port}/api/status?token={self.token}"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False


@contextmanager
def serve(root: Path, home: Path) -> Iterator[LabServer]:
    """Run JupyterLab on `root`; end it and its kernels, whatever happens.

    Parameters
    ----------
    root : Path
        The folder to open, also the server's working folder.
    home : Path
        A folder for everything that Jupyter writes outside `root`.
    """
    server = LabServer(root, home / "jupyterlab.log", _free_port())
    news = home / ".jupyter/lab/user-settings/@jupyterlab/apputils-extension"
    news.mkdir(parents=True)
    (news / "notification.jupyterlab-settings").write_text(NO_NEWS)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--ServerApp.ip=127.0.0.1", f"--ServerApp.port={server.port}"]
    command += ["--ServerApp.port_retries=0", f"--ServerApp.root_dir={root}"]
    command += [f"--IdentityProvider.token={server.token}"]
    with server.log.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=root, env=_environment(home), stdout=log, stderr=log
        )
    try:
        _wait(server, process)
        yield server
    finally:
        _end(process)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def _environment(home: Path) -> dict[str, str]:
    """Return an environment without this person's Jupyter; the venv's own stays."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "IPYTHON")) and name not in NOT_A_LEARNERS
    }
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    runtime = str(home / "runtime")
    return kept | {
        "HOME": str(home),
        "PATH": path,
        "JUPYTER_RUNTIME_DIR": runtime,
        "XDG_RUNTIME_DIR": runtime,
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_DATA_HOME": str(home / ".local/share"),
    }


def _wait(server: LabServer, process: subprocess.Popen) -> None:
    end = time.monotonic() + START_SECONDS
    while not server.is_up():
        if process.poll() is not None:
            raise RuntimeError(f"JupyterLab ended:\n{server.log.read_text()[-3000:]}")
        if time.monotonic() > end:
            raise RuntimeError(
                f"JupyterLab does not answer after {START_SECONDS} s:\n"
                f"{server.log.read_text()[-3000:]}"
            )
        time.sleep(0.1)


def _end(process: subprocess.Popen) -> None:
    """Ask the server to go, then kill whatever is left of it and its kernels."""
    try:
        family = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        family = []
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for left in psutil.wait_procs(family, timeout=5)[1]:
        left.kill()

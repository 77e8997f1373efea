"""A real PostgreSQL server of the test's own: loopback, temporary folder, password."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

USER, PASSWORD = "grader", "s3cret:p@ss"
IN_URL = "s3cret%3Ap%40ss"


def find_binaries() -> Path | None:
    """Return the folder of the newest server that is installed."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found += [Path(path).resolve() for path in [shutil.which("initdb")] if path]
    return max(found, key=_version).parent if found else None


def _version(path: Path) -> float:
    number = path.parent.parent.name
    return float(number) if number.replace(".", "", 1).isdigit() else 0.0


class Server:
    """Starts, stops and starts again; what was written stays."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        # It refuses to run as root.
        self.account = {"user": "nobody"} if os.geteuid() == 0 else {}
        if self.account:
            shutil.chown(self.folder, "nobody")
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._call("initdb", "--pgdata", "data", "--username", USER, "--no-sync",
                   "--auth", "scram-sha-256", "--pwfile", "password",
                   "--encoding", "UTF8", "--locale", "C")  # fmt: skip

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = {"listen_addresses": "127.0.0.1", "fsync": "off",
                    "unix_socket_directories": str(self.folder)}  # fmt: skip
        words = [word for name, value in settings.items()
                 for word in ("-c", f"{name}={value}")]  # fmt: skip
        command = [self.binaries / "postgres", "-D", "data", "-p", str(self.port)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *words], cwd=self.folder, stdout=log, stderr=log,
                **self.account,
            )  # fmt: skip
        for _ in range(300):
            try:
                self.ask("postgres", "select 1")
                return
            except psycopg.OperationalError:
                assert self.process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.1)
        raise TimeoutError((self.folder / "log").read_text())

    def stop(self) -> None:
        """End it at once, and every connection with it."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(60)

    def remove(self) -> None:
        """Stop, and leave nothing."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self, name: str) -> str:
        """Make an empty database; return its URL."""
        self.ask("postgres", f"create database {name}")
        return self.url(name)

    def url(self, name: str, password: str | None = IN_URL) -> str:
        """Return a database's URL for SQLAlchemy."""
        who = USER if password is None else f"{USER}:{password}"
        return f"postgresql+psycopg://{who}@127.0.0.1:{self.port}/{name}"

    def ask(self, database: str, question: str) -> list[tuple]:
        """Ask the database itself, past nbgrader and past ours."""
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user=USER, password=PASSWORD,
            dbname=database, autocommit=True,
        ) as connection:  # fmt: skip
            answer = connection.execute(question)
            return answer.fetchall() if answer.description else []

    def _call(self, program: str, *words: str) -> None:
        ran = subprocess.run(
            [self.binaries / program, *words], cwd=self.folder, text=True,
            capture_output=True, **self.account,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout + ran.stderr


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

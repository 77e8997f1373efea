"""Starts a real Dask scheduler and real workers on the loopback, and ends them."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

PATIENCE = 60.0
JOINED = "Register worker addr"
GONE = "Remove worker addr"


class Cluster:
    """A scheduler and its workers: processes that this test started, and no others."""

    def __init__(
        self, folder: Path, environment: dict[str, str], protocol: str
    ) -> None:
        self.folder, self.environment = folder, environment
        self.workers: list[psutil.Popen] = []
        self._seen: set[psutil.Process] = set()
        known = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--protocol", protocol,
            "--scheduler-file", str(known),
        )  # fmt: skip
        wait_until(known.exists)
        self.address = json.loads(known.read_text())["address"]

    @property
    def log(self) -> str:
        """What the scheduler has said so far."""
        return (self.folder / "scheduler0.log").read_text()

    def add_workers(
        self, count: int, scratch: Path | None = None, **more: str
    ) -> list[psutil.Popen]:
        """Start workers that run one job at a time; wait until they are there."""
        before = self.log.count(JOINED)
        started = []
        for _ in range(count):
            folder = scratch or self.folder / f"scratch{len(self.workers)}"
            worker = self._start(
                "worker", self.address, "--no-nanny", "--nthreads", "1",
                "--local-directory", str(folder), "--memory-limit", "0", **more,
            )  # fmt: skip
            self.workers.append(worker)
            started.append(worker)
        wait_until(lambda: self.log.count(JOINED) >= before + count)
        return started

    def end_workers(self) -> None:
        """Ask all workers to end; what they started has to end with them."""
        self.note_children()
        stubborn = _end(self.workers)
        _, orphans = psutil.wait_procs(list(self._seen), timeout=10)
        for process in orphans:
            process.kill()
        self.workers = []
        assert not stubborn, "a worker did not end"
        assert not orphans, f"left behind: {orphans}"

    def note_children(self) -> set[psutil.Process]:
        """Remember what runs below the workers now; return it."""
        below: set[psutil.Process] = set()
        for worker in self.workers:
            with contextlib.suppress(psutil.NoSuchProcess):
                below |= set(worker.children(recursive=True))
        self._seen |= below
        return below

    def end(self) -> None:
        """End all processes; the workers first, so that they can say goodbye."""
        try:
            self.end_workers()
        finally:
            stubborn = _end([self.scheduler])
        assert not stubborn, "the scheduler did not end"

    def _start(self, kind: str, *options: str, **more: str) -> psutil.Popen:
        log = (self.folder / f"{kind}{len(self.workers)}.log").open("wb")
        command = [sys.executable, "-m", "dask", kind, *options,
                   "--dashboard-address", "127.0.0.1:0"]  # fmt: skip
        with log:
            return psutil.Popen(
                command, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT,
                env={**os.environ, "OMP_NUM_THREADS": "1", **self.environment, **more},
            )  # fmt: skip


@contextlib.contextmanager
def running(
    folder: Path, workers: int, protocol: str = "tcp", **environment: str
) -> Iterator[Cluster]:
    """Run a scheduler and `workers` workers of one thread for a while."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(folder, environment, protocol)
    try:
        cluster.add_workers(workers)
        yield cluster
    finally:
        cluster.end()


def _end(processes: list[psutil.Popen]) -> list[psutil.Popen]:
    """Ask processes to end, kill those that do not; return these."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGTERM)
    _, alive = psutil.wait_procs(processes, timeout=30)
    for process in alive:
        process.kill()
    return alive


def wait_until(holds: Callable[[], object]) -> None:
    """Wait until something holds; fail after a minute."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.05)

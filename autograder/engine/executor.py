"""The warm engine, as the coordinator sees it: takes jobs, keeps the workers alive."""

import contextlib
import json
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

import psutil

from autograder.engine.channel import ChannelClosedError, hand_over
from autograder.engine.notebook_run import NotebookRun
from autograder.engine.sandbox import sandboxed
from autograder.errors import CourseError
from autograder.grade.bubblewrap import require_bubblewrap
from autograder.grade.execution import Job, NotebookResult

__all__ = ["WarmExecutor"]

ENDING = 1.0  # seconds that a process takes to end after its children have


class WarmExecutor:
    """Runs each notebook in jails that are forked from one warm process.

    The process is started with `start`, or with the first job.
    """

    def __init__(self) -> None:
        self._warm: _Warm | None = None
        self._lock = threading.Lock()
        self._runs: set[NotebookRun] = set()
        self._stopped = False
        # bwrap ends with the thread that started it: one that lives as long as we do.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="start-workers")

    def __enter__(self) -> Self:
        """Prove that the sandbox works here."""
        require_bubblewrap()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all workers."""
        self.stop()
        if self._warm is not None:
            self._warm.close()
        self._starter.shutdown(cancel_futures=True)

    def stop(self) -> None:
        """End all runs now; take no more."""
        with self._lock:
            self._stopped = True
            runs = list(self._runs)
        for run in runs:
            run.kill()

    def execute(self, job: Job) -> NotebookResult:
        """Run `job` (see `Executor.execute`)."""
        try:
            return self._run(job)
        except ChannelClosedError:  # the workers have died, not the learner's code
            if self._warm is not None:
                self._warm.wait(ENDING)
            return self._run(job)

    def _run(self, job: Job) -> NotebookResult:
        warm = self._warm_for(job)
        with warm.worker() as worker:
            run = NotebookRun(worker, job, warm.memory_mb)
            with self._lock:
                self._runs.add(run)
                if self._stopped:
                    raise CourseError("the run was stopped", exit_code=1)
            try:
                return run.execute()
            finally:
                with self._lock:
                    self._runs.discard(run)

    def start(self) -> None:
        """Start the warm process; it gets ready while the caller goes on."""
        with self._lock:
            if self._warm is None or not self._warm.is_alive():
                self._warm = self._starter.submit(_Warm).result()

    def _warm_for(self, job: Job) -> "_Warm":
        self.start()
        with self._lock:
            assert self._warm is not None
            self._warm.load(frozenset(job.modules), job.limits.start_seconds)
            return self._warm


class _Warm:
    """The warm process, and the workers that it has forked and that have no job."""

    def __init__(self) -> None:
        self.modules: frozenset[str] | None = None
        self._free: list[socket.socket] = []
        self._lock = threading.Lock()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `close`
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        inner = [sys.executable, "-m", "autograder.engine.zygote", str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(
                sandboxed(inner, file_mb=64),
                pass_fds=(theirs.fileno(),), env={}, cwd="/",
                stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
            )  # fmt: skip

    def load(self, modules: frozenset[str], patience: float) -> None:
        """Have modules imported, if they are not; workers are forked anew then."""
        if self.modules is not None and modules <= self.modules:
            return
        said = b""
        with contextlib.suppress(OSError):
            self._control.settimeout(patience)
            self._control.send(json.dumps(sorted(modules)).encode())
            said = self._control.recv(100)
        if said != b"ready":
            why = self.last_words()
            self.close()
            raise CourseError(f"the workers did not start: {why}", exit_code=1)
        with self._lock:
            self.modules = modules | (self.modules or frozenset())
            stale, self._free = self._free, []
        for worker in stale:
            worker.close()
        self.memory_mb = _memory_mb(self._process.pid)

    def last_words(self) -> str:
        """Return the last line that the process or a jail has written."""
        self._log.seek(0)
        lines = self._log.read()[-2000:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "no reason given"

    def wait(self, seconds: float) -> None:
        """Give it time to end, if it is about to."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    def is_alive(self) -> bool:
        """Return whether it can fork workers."""
        return self._process.poll() is None

    @contextlib.contextmanager
    def worker(self) -> Iterator[socket.socket]:
        """Lend a worker's connection; a broken one is not used again."""
        with self._lock:
            modules = self.modules
            mine = self._free.pop() if self._free else self._new_worker()
        try:
            yield mine
        except BaseException:
            mine.close()
            raise
        with self._lock:
            if modules == self.modules:
                self._free.append(mine)
            else:
                mine.close()

    def _new_worker(self) -> socket.socket:
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            hand_over(self._control, b"worker", [theirs.fileno()])
        return mine

    def close(self) -> None:
        """End the process, and with it its PID namespace: everything below it."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        self._log.close()


def _memory_mb(pid: int) -> float:
    """Return the resident memory of the largest process below `pid`, in MiB."""
    below = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return max(one.memory_info().rss for one in below) / 2**20

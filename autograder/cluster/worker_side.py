"""What runs on a worker: jobs as bytes in, results as bytes out.

Why nothing that learner code wrote ever reaches a pickle: Dask unpickles what the
coordinator sends (a function of this module, and the job as bytes, opaque to
pickle) and nothing else. Learner code runs in a jail without a network, so it
cannot speak to the scheduler or to a worker. What comes out of the jail is read
by this process and turned into JSON, and those bytes are all that goes back.
"""

import atexit
import itertools
import json
import threading
import time
from pathlib import Path
from typing import Literal

from distributed import Reschedule, Status, Worker, get_worker

from autograder.cluster.answers import failed, refused
from autograder.cluster.versions import difference, versions
from autograder.errors import CourseError
from autograder.grade.bubblewrap import (
    python_folders,
    require_bubblewrap,
    system_folders,
)
from autograder.grade.execution import Executor, Job, NotebookResult

__all__ = ["greet", "run_job"]

Sandbox = Literal["bwrap", "none"]
# Seconds after a crash until it is clear that the worker itself is not being ended.
SECOND_LOOK = 1.0
ENDING = 20.0


def local_executor(slots: int, sandbox: Sandbox) -> Executor:
    """Return a new engine for `slots` jobs at once: here alone it is chosen."""
    # Loaded with the first job, not while the worker has to answer the scheduler.
    from autograder.engine.local import LocalExecutor

    return LocalExecutor(sandbox)


def greet(sandbox: Sandbox, dask_worker: Worker) -> str:
    """Say what this worker is, and whether it can run jails.

    Parameters
    ----------
    sandbox : {"bwrap", "none"}
    dask_worker : Worker
        Given by Dask.

    Returns
    -------
    str
        JSON: `versions`, `problem` (empty if all is well), `exit_code` for it.
    """
    answer = {"versions": versions(), "problem": "", "exit_code": 1}
    if sandbox == "bwrap":
        try:
            require_bubblewrap()
            answer["problem"] = _in_sight(dask_worker)
        except CourseError as error:
            answer |= {"problem": str(error), "exit_code": error.exit_code}
    return json.dumps(answer)


def run_job(job: bytes, wanted: str, sandbox: Sandbox) -> bytes:
    """Run one job in a jail of this machine.

    Parameters
    ----------
    job : bytes
        See `Job.to_bytes`.
    wanted : str
        The coordinator's `versions`: a worker may have joined after it asked.
    sandbox : {"bwrap", "none"}

    Returns
    -------
    bytes
        An answer, see `autograder.cluster.answers`; whatever the job does.

    Raises
    ------
    Reschedule
        If this worker is being ended, so that the work is done elsewhere.
    """
    worker = get_worker()
    if reason := difference(wanted, versions()):
        return refused(worker.address, reason)
    try:
        engine = _engine(worker.state.nthreads, sandbox)
        result = engine.executor.execute(Job.from_bytes(job))
    except Exception as error:
        if _is_leaving(worker):
            raise Reschedule from None
        return failed(str(error).strip().partition("\n")[0] or type(error).__name__)
    if _looks_killed(result) and _is_leaving(worker, SECOND_LOOK):
        raise Reschedule
    return result.to_bytes()


class _Engine(threading.Thread):
    """Holds this process's executor as long as the process lives.

    A jail dies with the thread that started it, so what an executor starts once
    and for all is started by this thread, which ends last.
    """

    executor: Executor

    def __init__(self, slots: int, sandbox: Sandbox) -> None:
        super().__init__(daemon=True, name=f"engine-{sandbox}")
        self._slots, self._sandbox = slots, sandbox
        self._ready, self.ended = threading.Event(), threading.Event()
        self._error: Exception | None = None

    def run(self) -> None:
        """Start the executor, wait for the end of the process, end it."""
        try:
            with local_executor(self._slots, self._sandbox) as self.executor:
                self._ready.set()
                self.ended.wait()
        except Exception as error:
            self._error = error
        finally:
            self._ready.set()

    def started(self) -> "_Engine":
        """Start it, and wait until it can take jobs."""
        self.start()
        self._ready.wait()
        if self._error:
            raise self._error
        atexit.register(self.close)
        return self

    def close(self) -> None:
        """End the executor with all that it runs."""
        self.ended.set()
        self.join(ENDING)


_engines: dict[Sandbox, _Engine] = {}
_lock = threading.Lock()


def _engine(slots: int, sandbox: Sandbox) -> _Engine:
    """Return this process's engine; the first job starts it."""
    with _lock:
        if sandbox not in _engines:
            _engines[sandbox] = _Engine(slots, sandbox).started()
        return _engines[sandbox]


def _looks_killed(result: NotebookResult) -> bool:
    """Return whether the job's processes ended before their time.

    A batch system ends a worker by a signal to all processes of its job, jails
    included: that is nobody's mistake in the notebook.
    """
    return any(cell.outcome == "crashed" for cell in result.cells)


def _is_leaving(worker: Worker, patience: float = 0.0) -> bool:
    """Return whether the worker is being ended, or is so within `patience` seconds."""
    deadline = time.monotonic() + patience
    while True:
        ended = any(engine.ended.is_set() for engine in _engines.values())
        if ended or worker.status not in (Status.running, Status.paused):
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.1)


def _in_sight(worker: Worker) -> str:
    """Say what of this worker jails could read, and must not."""
    places: dict[str, str | None] = {
        "scratch folder": worker.local_directory,
        "TLS key": getattr(worker.security, "tls_worker_key", None),
    }
    for what, place in places.items():
        if place and _is_shown(Path(place).resolve()):
            return f"its {what} {place} can be read in jails: keep it elsewhere"
    return ""


def _is_shown(place: Path) -> bool:
    """Return whether a jail shows this place: the system, Python and the helpers."""
    arguments = [*system_folders(), *python_folders()]
    shown = [
        Path(folder).resolve()
        for option, folder in itertools.pairwise(arguments)
        if option.startswith("--ro-bind")
    ]
    return any(place.is_relative_to(folder) for folder in shown)

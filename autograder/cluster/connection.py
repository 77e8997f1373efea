"""The coordinator's line to a Dask scheduler: connect, check the workers, ask."""

import contextlib
import hashlib
import json
import logging
import time
import warnings
from typing import Literal

import dask
from distributed import Client, Future, KilledWorker
from distributed.versions import VersionMismatchWarning

from autograder.cluster.versions import difference, versions
from autograder.cluster.worker_side import greet, run_job
from autograder.errors import CourseError, ExecutorLostError

__all__ = ["Connection"]

Sandbox = Literal["bwrap", "none"]
# Seconds: to connect, between two looks at a job, for a result to travel, to hang up.
CONNECT = 10.0
LOOK = 0.5
TRAVEL = 60.0
GOODBYE = 5.0
RETRIES = 2
# With these, Dask refuses a result that is not plain data instead of unpickling it.
PLAIN = ["msgpack", "error"]
SAME_EVERYWHERE = "install the same environment on all machines (docs/cluster.md)"
# A job carries its files: it is larger than what Dask takes for a mistake.
LARGE_GRAPH = {"distributed.admin.large-graph-warning-threshold": "1GiB"}


class Connection:
    """An open line to a scheduler whose workers can do the work.

    Parameters
    ----------
    address : str
        `tcp://host:port`, or `tls://host:port` with Dask's own TLS settings.
    sandbox : {"bwrap", "none"}
    patience : float
        Seconds to wait until there is a worker.

    Raises
    ------
    CourseError
        If there is no scheduler or worker, or one that does not fit.
    """

    def __init__(self, address: str, sandbox: Sandbox, patience: float) -> None:
        self.address, self.sandbox, self.patience = address, sandbox, patience
        self.stopped = False
        self._seen = self._looked = time.monotonic()
        self._client = _connect(address, min(CONNECT, patience))
        try:
            self._wait_for_workers()
            _check_scheduler(self._client, address)
            _check_workers(self._client, sandbox)
            self.slots = self._count()
        except BaseException:
            self.close()
            raise

    def ask(self, job: bytes, attempt: int = 0) -> bytes:
        """Have a job run by some worker.

        Parameters
        ----------
        job : bytes
        attempt : int, default 0
            Counts up when a worker refused, so that it is asked anew.

        Returns
        -------
        bytes
            What the worker answered; not checked.

        Raises
        ------
        ExecutorLostError
            If the scheduler or all workers are gone: nobody can be graded now.
        RuntimeError
            If this one job cannot be done.
        """
        # The key makes it idempotent: asked twice, it runs once.
        parts = (job, versions().encode(), self.sandbox.encode())
        key = hashlib.sha256(b"".join(hashlib.sha256(p).digest() for p in parts))
        with self._losing():
            future = self._client.submit(
                run_job, job, versions(), self.sandbox, pure=True, retries=RETRIES,
                key=f"autograder-{key.hexdigest()}-{attempt}",
            )  # fmt: skip
        try:
            return self._answer(future)
        finally:
            with contextlib.suppress(Exception):
                future.release()

    def retire(self, worker: str) -> None:
        """Send a worker away that refuses the work."""
        with self._losing():
            self._client.retire_workers([worker])

    def close(self) -> None:
        """Hang up; workers and scheduler stay."""
        with contextlib.suppress(Exception):
            self._client.close(timeout=GOODBYE)

    def _answer(self, future: Future) -> bytes:
        while True:
            with self._losing(), contextlib.suppress(TimeoutError):
                if future.status == "pending":
                    future.exception(timeout=LOOK)
            if self.stopped:
                raise ExecutorLostError("stopped; finished work is kept")
            if future.status == "cancelled":
                raise self._lost()
            if future.status != "pending":
                # A result whose worker dies meanwhile is pending again.
                with contextlib.suppress(TimeoutError):
                    return self._result(future)
            self._require_workers()

    def _result(self, future: Future) -> bytes:
        try:
            with self._losing():
                return future.result(timeout=TRAVEL)
        except KilledWorker as error:
            raise RuntimeError(
                f"this work ended {error.allowed_failures + 1} workers, the last at "
                f"{error.last_worker.address}; it is not tried again"
            ) from None

    def _require_workers(self) -> None:
        """Look now and then, for all threads together, whether anyone is at work."""
        now = time.monotonic()
        if now - self._looked < LOOK:
            return
        self._looked = now
        with self._losing():
            if self._count():
                self._seen = now
        if now - self._seen > self.patience:
            raise ExecutorLostError(
                f"no worker is left at {self.address}; finished work is kept: run the "
                "same command again when there are workers"
            )

    def _count(self) -> int:
        return sum(self._client.nthreads().values())

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=self.patience)
        except TimeoutError:
            raise CourseError(
                f"the scheduler at {self.address} has no workers after "
                f"{self.patience:g} s; start some: dask worker {self.address}",
                exit_code=1,
            ) from None

    @contextlib.contextmanager
    def _losing(self):  # type: ignore[no-untyped-def]
        """Turn whatever a lost scheduler makes Dask raise into one line."""
        try:
            yield
        except (KilledWorker, CourseError):
            raise
        except Exception:
            if self._client.status == "running":
                raise
            raise self._lost() from None

    def _lost(self) -> ExecutorLostError:
        return ExecutorLostError(
            f"the scheduler at {self.address} is gone; finished work is kept: run the "
            "same command again when it is back"
        )


def _connect(address: str, patience: float) -> Client:
    _silence()
    warnings.filterwarnings("ignore", category=VersionMismatchWarning)
    dask.config.set(LARGE_GRAPH)
    try:
        return Client(
            address, timeout=patience, set_as_default=False, direct_to_workers=False,
            serializers=PLAIN[:1], deserializers=PLAIN,
        )  # fmt: skip
    except Exception as error:
        why = _reason(error)
        advice = "is it running, and is the address right?"
        if address.startswith("tls:"):
            advice = (
                "is it running, and are the TLS certificates set? (docs/cluster.md)"
            )
        raise CourseError(
            f"no scheduler answers at {address}: {why}; {advice}", exit_code=1
        ) from None


def _silence() -> None:
    """Keep Dask's log off the terminal: our errors say it in one line."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _reason(error: BaseException) -> str:
    """Return the innermost cause as one short line."""
    while error.__cause__ is not None:
        error = error.__cause__
    return (str(error).strip() or type(error).__name__).partition("\n")[0][:200]


def _check_scheduler(client: Client, address: str) -> None:
    """Require that the scheduler, which reads the names of functions, knows ours."""
    try:
        there = client.run_on_scheduler(versions)
    except Exception as error:
        raise CourseError(
            f"the scheduler at {address} cannot load autograder: {_reason(error)}; "
            f"{SAME_EVERYWHERE}",
            exit_code=1,
        ) from None
    if what := difference(versions(), there):
        raise CourseError(
            f"the scheduler at {address} does not fit: {what}; {SAME_EVERYWHERE}",
            exit_code=1,
        )


def _check_workers(client: Client, sandbox: Sandbox) -> None:
    """Require that each worker is as this machine, and can make jails."""
    answers = client.run(greet, sandbox, on_error="return")
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, OSError):
            continue  # it has just gone
        if isinstance(answer, Exception):
            raise CourseError(
                f"the worker {worker} cannot load autograder: {_reason(answer)}; "
                f"{SAME_EVERYWHERE}",
                exit_code=1,
            )
        said = json.loads(answer)
        if what := difference(versions(), said["versions"]):
            raise CourseError(
                f"the worker {worker} does not fit: {what}; {SAME_EVERYWHERE}",
                exit_code=1,
            )
        if said["problem"]:
            raise CourseError(
                f"the worker {worker}: {said['problem']}", exit_code=said["exit_code"]
            )

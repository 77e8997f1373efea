"""The executor of `grade --cluster`: each job goes to some worker of a Dask cluster."""

import ipaddress
import re
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

import click

from autograder.cluster.answers import Refused, read_answer
from autograder.errors import CourseError
from autograder.grade.execution import Job, NotebookResult

if TYPE_CHECKING:
    from autograder.cluster.connection import Connection

__all__ = ["ClusterExecutor"]

ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[^\s/:\[\]]+):(\d{1,5})")
# A worker that joined late may have other versions; the job then goes to another.
ATTEMPTS = 3


class ClusterExecutor:
    """Runs notebooks on the workers of a Dask cluster (see `Executor`).

    Parameters
    ----------
    address : str
        Of the scheduler: `tcp://host:8786`, or `tls://host:8786` with Dask's own
        TLS settings.
    sandbox : {"bwrap", "none"}, default "bwrap"
        What workers run jobs in.
    patience : float, default 30
        Seconds to wait for a worker, at the start and when all have gone.

    Raises
    ------
    CourseError
        If the address is none, or `distributed` is not installed.
    """

    def __init__(
        self,
        address: str,
        sandbox: Literal["bwrap", "none"] = "bwrap",
        *,
        patience: float = 30.0,
    ) -> None:
        try:
            import distributed  # noqa: F401
        except ImportError:
            raise CourseError(
                "--cluster needs Dask: pip install 'perceptron-to-deployment[cluster]'"
            ) from None
        _require_address(address)
        self.address, self.sandbox, self.patience = address, sandbox, patience
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        """Connect; see that scheduler and workers are there and fit.

        Raises
        ------
        CourseError
            In one line: who is missing, or does not fit, and what to do.
        """
        # Dask takes half a second to import: only who uses a cluster waits for it.
        from autograder.cluster.connection import Connection

        if not self.address.startswith("tls:") and not _is_local(self.address):
            click.echo(
                f"No TLS to {self.address}: whoever reaches this port can run code on "
                "all workers (docs/cluster.md).",
                err=True,
            )
        self._connection = Connection(self.address, self.sandbox, self.patience)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up; what workers still run for us ends within its limits."""
        self.stop()
        if self._connection:
            self._connection.close()

    @property
    def slots(self) -> int:
        """How many jobs run at once: the threads of all workers that were there."""
        return max(1, self._open.slots)

    def stop(self) -> None:
        """Let every `execute` raise soon; work not yet begun is taken back."""
        if self._connection:
            self._connection.stopped = True

    def execute(self, job: Job) -> NotebookResult:
        """Run `job` on some worker (see `Executor.execute`).

        Raises
        ------
        ExecutorLostError
            If nobody can be graded any more: the scheduler or all workers are gone.
        RuntimeError, ValueError
            If this one job could not be done.
        """
        data, reason = job.to_bytes(), ""
        for attempt in range(ATTEMPTS):
            answer = read_answer(self._open.ask(data, attempt), job)
            if not isinstance(answer, Refused):
                return answer
            reason = f"the worker {answer.worker} does not fit: {answer.reason}"
            self._open.retire(answer.worker)
        raise RuntimeError(reason)

    @property
    def _open(self) -> "Connection":
        if self._connection is None:
            raise RuntimeError("not connected: use it in a with statement")
        return self._connection


def _require_address(address: str) -> None:
    found = ADDRESS.fullmatch(address)
    if not found or not 0 < int(found[3]) < 65536:
        raise CourseError(
            f"{address} is no address of a cluster; one looks like tcp://host:8786 or "
            "tls://host:8786"
        )


def _is_local(address: str) -> bool:
    """Return whether an address is this machine's own.

    Examples
    --------
    >>> _is_local("tcp://127.0.0.1:8786"), _is_local("tcp://node7:8786")
    (True, False)
    """
    found = ADDRESS.fullmatch(address)
    host = found[2].strip("[]") if found else ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

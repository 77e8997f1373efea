"""The executor of this machine: warm jails for Python, spawned kernels for others."""

import threading
from types import TracebackType
from typing import Literal, Self

from autograder.engine.executor import WarmExecutor
from autograder.grade.execution import Executor, Job, NotebookResult

__all__ = ["LocalExecutor"]


class LocalExecutor:
    """Gives each job to the engine that can run it.

    Parameters
    ----------
    sandbox : {"bwrap", "none"}
        "none": kernels without a jail, for trusted work only.
    gpu : bool
        Show the GPU to the learner's code. CUDA does not survive a fork, so that
        each notebook then has a kernel of its own, and tests run beside the answers.
    """

    def __init__(
        self, sandbox: Literal["bwrap", "none"] = "bwrap", *, gpu: bool = False
    ) -> None:
        self._sandbox, self._gpu = sandbox, gpu
        self._lock = threading.Lock()
        self._spawned: Executor | None = None
        self._warm = WarmExecutor() if sandbox == "bwrap" and not gpu else None

    def start(self) -> None:
        """Start the warm process; it gets ready while the caller goes on."""
        if self._warm is not None:
            self._warm.start()

    def __enter__(self) -> Self:
        """Prove that the sandbox works here."""
        if self._warm is not None:
            self._warm.__enter__()
        else:
            self._spawn()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End everything that still runs."""
        for engine in (self._warm, self._spawned):
            if engine is not None:
                engine.__exit__(kind, error, trace)

    def execute(self, job: Job) -> NotebookResult:
        """Run `job` (see `Executor.execute`)."""
        if self._warm is not None and job.kernel == "python3":
            return self._warm.execute(job)
        return self._spawn().execute(job)

    def stop(self) -> None:
        """End all runs now."""
        for engine in (self._warm, self._spawned):
            if engine is not None:
                engine.stop()

    def _spawn(self) -> Executor:
        # Loaded when it is needed: its libraries take a second.
        from autograder.grade.kernel_jail import KernelExecutor

        with self._lock:
            if self._spawned is None:
                self._spawned = KernelExecutor(self._sandbox, self._gpu).__enter__()
            return self._spawned
